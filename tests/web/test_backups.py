"""What the page of settings tells of backups, and its button."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from company import actor, client, company
from goodstanding.records.models import Outcome
from goodstanding.services import outcomes, pausing
from goodstanding.services.access import Role
from goodstanding.services.outcomes import outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def told(browser: Client) -> str:
    """The part about backups, as people read it."""
    page = browser.get(reverse("settings")).content.decode()
    part = re.findall(r'<section aria-labelledby="backups">(.*?)</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", part[0]).split()) if part else ""


def test_from_asked_for_to_made() -> None:
    browser = client(actor(company()))
    assert "Last backup None yet. Restored to try Not yet; it is done every week." in told(browser)
    answer = browser.post(reverse("backup_now"), follow=True)
    assert "A backup is asked for." in answer.content.decode()
    assert "Asked for at 22 Nov 2026, 11:00 ; the background begins" in told(browser)
    with outcome(outcomes.BACKUP) as telling:
        assert "One is being made since 22 Nov 2026, 11:00 ." in told(browser)
        telling.told = "x.gsb, 3.0 MB, encrypted; read again and whole."
    assert "Last backup 22 Nov 2026, 11:00 : x.gsb, 3.0 MB, encrypted; read" in told(browser)
    assert "Asked for" not in told(browser)


def test_what_failed_is_plain() -> None:
    browser = client(actor(company()))
    with outcome(outcomes.BACKUP):
        pass
    for name in (outcomes.BACKUP, outcomes.DRILL):
        with outcome(name) as telling:
            telling.good, telling.told = False, "It could not be made: the disk is full."
    said = told(browser)
    assert said.count("it failed. It could not be made: the disk is full.") == 2
    assert "The last good one was made on 22 Nov 2026, 11:00 ." in said


def test_a_restored_place_says_that_it_is_paused() -> None:
    browser = client(actor(company()))
    pausing.pause("Restored from x.gsb.")
    assert "Nothing goes out of its own accord since 22 Nov 2026, 11:00 : Restored from x.gsb." in (
        told(browser)
    )
    assert (pausing.resume(), pausing.resume(), pausing.paused()) == (True, False, None)


def test_only_an_owner_sees_it() -> None:
    organisation = company()
    for role in (Role.MANAGER, Role.COORDINATOR):
        assert told(client(actor(organisation, role))) == ""
        refused = client(actor(organisation, role)).post(reverse("backup_now"))
        assert refused.status_code == 403
    assert client(actor(organisation)).get(reverse("backup_now")).status_code == 405
    assert not Outcome.objects.exists()

"""The page about the whole installation."""

import pytest

from company import actor, client, company
from goodstanding.services.access import Role
from goodstanding.services.health import beat

pytestmark = pytest.mark.django_db


def test_red_lines_come_first_with_their_remedies() -> None:
    by = actor(company())
    page = client(by).get("/settings/health/").content.decode()
    assert page.index("To mend") < page.index("Well</span>")
    assert "to mend, each with what to do." in page
    assert "Start goodstanding serve, or goodstanding work alone" in page
    beat()
    assert b"or goodstanding work alone" not in client(by).get("/settings/health/").content


def test_it_says_nothing_about_another_company() -> None:
    company("Zebulon Restoration")
    by = actor(company(), Role.MANAGER)
    assert b"Zebulon" not in client(by).get("/settings/health/").content

"""The log: a line of JSON for each event, and nobody's data in any of them."""

import io
import json
import logging
import smtplib
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from company import actor, client, company, credit, held, person
from goodstanding.config.logs import JsonLines, kind
from goodstanding.records.models import User
from goodstanding.services.signing_in import make_link

SECRETS = ("Quartermain", "zebulon", "CARD-4711", "s3cr3t", "Wagonwheel", "3035550199")
"""What is typed, searched for, sent in addresses or raised in the test below."""


def raises(request: HttpRequest) -> HttpResponse:
    """A mistake of ours whose message repeats what it was given, three times over."""
    try:
        int("zebulon")
    except ValueError as error:
        raise LookupError(f"Zebulon Quartermain has no {request.GET.get('q')}") from error
    return HttpResponse()


urlpatterns = [
    path("", include("goodstanding.config.urls")),
    path("raises/", raises, name="raises"),
]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, as in production."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    ours = logging.getLogger("goodstanding")
    before = ours.level
    ours.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    ours.setLevel(before)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="config.test_logs")
def test_nothing_that_people_type_is_in_the_log(
    log: io.StringIO,
    django_capture_on_commit_callbacks: Any,
) -> None:
    by = actor(company())
    browser = client(by)
    browser.raise_request_exception = False
    secret = make_link(user=User.objects.get(pk=by.user))
    nobody = Client(raise_request_exception=False)
    with django_capture_on_commit_callbacks(execute=True):
        added = {"name": "Zebulon Quartermain", "email": "zebulon@wagonwheel.example"}
        browser.post("/people/add/", added | {"phone": "3035550199", "number": "CARD-4711"})
        maria = person(by, "Maria Quartermain")
        held(by, maria, number="CARD-4711")
        credit(by, maria, title="Wagonwheel week")
    browser.get("/team/?name=Quartermain")
    browser.get(f"/people/{maria.pk}/?back=/team/?name=Quartermain")
    browser.get("/nothing-here/Zebulon-Quartermain/")
    browser.get("/journal/")
    browser.post("/people/add/", {"name": ""})
    nobody.post("/accounts/login/", {"login": "zebulon@wagonwheel.example"})
    nobody.post("/accounts/login/code/", {"code": "s3cr3t"})
    nobody.get("/sign-in/s3cr3t/")
    nobody.get(f"/sign-in/{secret}/")
    nobody.get("/", headers={"host": "zebulon.wagonwheel.example"})
    assert browser.get("/raises/?q=CARD-4711").status_code == 500
    written = log.getvalue()
    assert [one for one in (*SECRETS, secret) if one.casefold() in written.casefold()] == []
    told = lines(log)
    assert {one["route"] for one in told if one["event"] == "request" and "route" in one} >= {
        *("person_add", "team", "person", "journal", "sign_in_link", "account_login", "raises"),
    }
    assert {one["verb"] for one in told if "verb" in one} == {
        *("person.add", "credential.record", "credit.record"),
    }
    errors = {one["error"]: one for one in told if "error" in one}
    assert list(errors) == ["DisallowedHost", "LookupError from ValueError"]
    failed = errors["LookupError from ValueError"]
    assert any("test_logs" in place for place in failed["frames"])


@pytest.mark.django_db
def test_the_events_of_a_request_have_its_number(
    log: io.StringIO, django_capture_on_commit_callbacks: Any
) -> None:
    by = actor(company())
    with django_capture_on_commit_callbacks(execute=True):
        answer = client(by).post("/settings/branches/add/", {"name": "Reno"})
    asked = next(one for one in lines(log) if one["event"] == "request")
    assert asked["request"] == answer["X-Request-ID"]
    assert (asked["method"], asked["route"], asked["status"]) == ("POST", "branch_add", 302)
    assert (asked["company"], asked["user"]) == (by.organisation.pk, by.user)


def test_what_others_say_is_cut_to_what_does_not_change(log: io.StringIO) -> None:
    logging.getLogger("library").error("%s has no %s", "Zebulon", "card")
    logging.getLogger("library").error("Zebulon has no card")
    refused = smtplib.SMTPRecipientsRefused({"zebulon@wagonwheel.example": (550, b"no")})
    logging.getLogger("goodstanding.x").error("It was not sent: %s", refused)
    events = [one["event"] for one in lines(log)]
    assert events[0].startswith("%s has no %s (test_logs:")
    assert events[1].startswith("test_logs:")
    assert events[2] == "It was not sent: SMTPRecipientsRefused"


def test_kinds_of_exceptions() -> None:
    assert kind(ValueError("Zebulon")) == "ValueError"
    assert kind(OSError(28, "Zebulon")) == "OSError 28"
    assert kind(smtplib.SMTPDataError(451, b"zebulon")) == "SMTPDataError 451"

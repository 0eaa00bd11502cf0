"""What every answer tells the browser: pages, static files, what is missing, and our mistakes."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path
from pytest_django.fixtures import Settings

from company import actor, client, company

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    raise RuntimeError("a mistake of ours")


urlpatterns = [path("broken/", broken), path("", include("goodstanding.config.urls"))]


def told(answer: HttpResponse) -> tuple[set[str], dict[str, str | None]]:
    policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    return policy, {name: answer.get(name) for name in HEADERS}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/accounts/login/", 200),
        ("/healthz", 503),
        ("/static/css/house.css", 200),
        ("/static/nothing.css", 404),
        ("/nothing/", 404),
        ("/start/", 302),
        ("/broken/", 500),
    ],
)
@override_settings(ROOT_URLCONF=__name__)
def test_every_answer_is_guarded(address: str, status: int) -> None:
    answer = Client(raise_request_exception=False).get(address)
    answer.close()
    assert (answer.status_code, *told(answer)) == (status, POLICY, HEADERS)


def test_a_name_that_is_not_ours_is_refused_and_guarded() -> None:
    answer = Client().get("/accounts/login/", headers={"host": "evil.example"})
    assert (answer.status_code, *told(answer)) == (400, POLICY, HEADERS)


def test_a_form_from_elsewhere_is_refused_with_a_page_of_ours() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"email": "a@b.example"})
    assert (answer.status_code, b"could not be accepted" in answer.content) == (403, True)
    assert told(answer) == (POLICY, HEADERS)


@override_settings(ROOT_URLCONF=__name__)
def test_our_mistake_has_a_page_that_tells_nothing() -> None:
    browser = client(actor(company()))
    browser.raise_request_exception = False
    page = browser.get("/broken/").content.decode()
    assert ("Something went wrong here" in page, "RuntimeError" in page) == (True, False)


def test_what_a_member_sees_is_kept_by_nobody_on_the_way() -> None:
    answer = client(actor(company())).get("/nothing/")
    assert answer["Cache-Control"] == "private, no-cache"


def test_in_production_the_answer_leads_to_the_encrypted_address(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31_536_000
    plain = Client().get("/accounts/login/")
    through = Client().get("/accounts/login/", headers={"x-forwarded-proto": "https"})
    health = Client().get("/healthz")
    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/accounts/login/")
    assert through["Strict-Transport-Security"] == "max-age=31536000"
    assert health.status_code == 503

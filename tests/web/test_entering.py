"""Coming in: links that sign in, the first start, the choice of a company."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from company import actor, client, company, user
from goodstanding.records.models import (
    Branch,
    Entry,
    Membership,
    Organisation,
    Person,
    SignInLink,
    User,
)
from goodstanding.services.access import Actor, Role
from goodstanding.services.acting import actor_for
from goodstanding.services.health import beat
from goodstanding.services.organisations import found_company
from goodstanding.services.signing_in import make_link, make_local_link
from web.typing_in import filled

pytestmark = pytest.mark.django_db

HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}


def link(secret: str) -> str:
    return reverse("sign_in_link", args=[secret])


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def founder() -> User:
    made = user("Olivia Owens")
    made.may_start = True
    made.save()
    return made


def test_a_link_signs_in_once_and_only_by_its_button() -> None:
    where = link(make_link(user=user()))
    looked, first, second = Client(), Client(), Client()
    pages = [looked.get(where), looked.head(where), looked.get(where)]
    done, late = first.post(where), second.post(where)
    assert [page.status_code for page in pages] == [200, 405, 200]
    assert b"Sign in as Olivia Owens" in pages[0].content
    assert (done.status_code, done["Location"]) == (302, "/")
    assert late.status_code == 404
    assert [is_in(one) for one in (looked, first, second)] == [False, True, False]


def test_a_link_ends_after_a_day_and_with_the_users_access() -> None:
    barred = user("Ben Barred")
    old, theirs = make_link(user=user()), make_link(user=barred)
    SignInLink.objects.filter(user=user()).update(expires_at=timezone.now() - timedelta(seconds=1))
    User.objects.filter(pk=barred.pk).update(is_active=False)
    answers = [Client().post(link(secret)) for secret in (old, theirs, "made-up")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1


def test_the_button_of_a_link_is_guarded_against_other_sites() -> None:
    where = link(make_link(user=user()))
    assert Client(enforce_csrf_checks=True).post(where).status_code == 403
    assert SignInLink.objects.count() == 1


def test_a_link_signs_somebody_else_out_first() -> None:
    browser = client(user("Somebody Else"))
    before = browser.session.session_key
    browser.post(link(make_link(user=user())))
    assert browser.session["_auth_user_id"] == str(user().pk)
    assert browser.session.session_key != before


def test_the_local_link_signs_in_again_and_again_on_this_machine() -> None:
    where = link(make_local_link(user=user()))
    browsers = [Client(), Client()]
    answers = [browser.get(where, **HERE) for browser in browsers]
    assert [answer["Location"] for answer in answers] == ["/", "/"]
    assert [is_in(browser) for browser in browsers] == [True, True]


@pytest.mark.parametrize(
    "difference",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "testserver"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_the_local_link_is_nothing_from_elsewhere(difference: dict[str, str]) -> None:
    where = link(make_local_link(user=user()))
    browser = Client()
    assert browser.get(where, **HERE | difference).status_code == 404
    assert browser.post(where, **HERE | difference).status_code == 404
    assert not is_in(browser)


def test_the_local_link_is_nothing_in_production(settings: Settings) -> None:
    settings.PRODUCTION = True
    assert Client().get(link(make_local_link(user=user())), **HERE).status_code == 404


def test_a_new_local_link_ends_the_old_one() -> None:
    old = make_local_link(user=user())
    make_local_link(user=user())
    assert Client().get(link(old), **HERE).status_code == 404


def test_whoever_has_no_company_starts_one() -> None:
    browser = client(founder())
    sent_on = browser.get("/")
    page = browser.get(reverse("start")).content.decode()
    typed = {
        "choice": "own",
        "name": "Summit Restoration",
        "time_zone": "america/denver",
        "branches": "Denver\n\n  Fort   Collins\nDenver\n",
    }
    done = browser.post(reverse("start"), typed)
    next_page = browser.get(done["Location"]).content.decode()
    made = Organisation.objects.get()
    assert (sent_on.status_code, sent_on["Location"]) == (302, reverse("start"))
    assert ("Start my own company" in page, "Look at the demonstration" in page) == (True, True)
    assert done["Location"] == reverse("first_steps")
    assert (made.name, made.time_zone, made.is_demo) == (
        "Summit Restoration",
        "America/Denver",
        False,
    )
    assert [one.name for one in Branch.objects.of(made).order_by("name")] == [
        "Denver",
        "Fort Collins",
    ]
    assert Membership.objects.get().role == "owner"
    assert Entry.objects.of(made).count() == 1
    assert reverse("imports") in next_page
    assert reverse("person_add") in next_page


def test_what_cannot_be_a_company_comes_back_with_what_was_typed() -> None:
    browser = client(founder())
    typed = {"choice": "own", "name": "", "time_zone": "Denver", "branches": "Reno\nSparks"}
    answer = browser.post(reverse("start"), typed)
    page = answer.content.decode()
    assert (answer.status_code, Organisation.objects.count()) == (422, 0)
    assert "2 things need to be mended" in page
    assert "Reno\nSparks" in page
    assert "“Denver” is no time zone" in page.replace("&#x27;", "'")


def test_a_company_is_not_started_twice_by_two_presses() -> None:
    browser = client(founder())
    typed = {"choice": "own", "name": "Summit Restoration", "time_zone": "America/Denver"}
    answers = [browser.post(reverse("start"), typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert Organisation.objects.count() == 1


def test_the_demonstration_is_laid_out_once_for_a_user() -> None:
    browser = client(founder())
    first = browser.post(reverse("start"), {"choice": "demo"})
    second = browser.post(reverse("start"), {"choice": "demo"})
    page = browser.get(reverse("start")).content.decode()
    assert (first.status_code, first["Location"]) == (302, "/")
    assert second.status_code == 422
    assert [one.is_demo for one in Organisation.objects.all()] == [True]
    assert "Look at the demonstration" not in page


def test_whoever_only_had_access_starts_nothing() -> None:
    browser = client(user("Rita Revoked"))
    seen = browser.get(reverse("start"))
    browser.post(reverse("start"), {"choice": "own", "name": "Mine", "time_zone": "UTC"})
    browser.post(reverse("start"), {"choice": "demo"})
    assert b"You belong to no company here" in seen.content
    assert Organisation.objects.count() == 0


def test_a_member_who_may_not_start_is_led_to_his_company() -> None:
    browser = client(actor(company(), Role.COORDINATOR))
    answer = browser.get(reverse("start"))
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_nobody_starts_without_signing_in() -> None:
    answer = Client().get(reverse("start"))
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/start/")


def test_one_switches_between_ones_own_companies() -> None:
    mine = user("Olivia Owens")
    first, second = company("Cascade", mine), company("Summit", mine)
    browser = client(mine)
    before = browser.get(reverse("team")).content.decode()
    done = browser.post(reverse("switch"), {"company": second.pk})
    after = browser.get(reverse("team")).content.decode()
    assert (done.status_code, done["Location"]) == (302, "/")
    assert f'value="{second.pk}"' in before
    assert f'value="{first.pk}"' in after
    assert browser.session["organisation"] == second.pk


@pytest.mark.parametrize("wanted", ["", "x", "0", "theirs"])
def test_another_company_is_nothing_to_switch_to(wanted: str) -> None:
    ours, theirs = company("Ours"), company("Theirs")
    browser = client(actor(ours))
    company_ = str(theirs.pk) if wanted == "theirs" else wanted
    answer = browser.post(reverse("switch"), {"company": company_})
    assert (answer.status_code, browser.get(reverse("switch")).status_code) == (404, 405)
    assert browser.session["organisation"] == ours.pk


def test_whoever_lost_access_to_the_chosen_company_sees_the_other() -> None:
    mine = user("Olivia Owens")
    first, second = company("Cascade", mine), company("Summit", mine)
    browser = client(mine)
    browser.post(reverse("switch"), {"company": second.pk})
    Membership.objects.filter(organisation=second).delete()
    page = browser.get(reverse("team")).content.decode()
    assert (first.name in page, second.name in page) == (True, False)


def test_health_is_told_to_machines() -> None:
    ill = Client().get("/healthz")
    beat()
    well = Client().get("/healthz")
    assert (ill.status_code, ill.json()) == (
        503,
        {
            "ok": False,
            "worker": "The worker in the background has said nothing for five minutes.",
        },
    )
    assert (well.status_code, well.json()) == (200, {"ok": True})


def test_a_form_acts_in_the_company_in_which_it_was_opened() -> None:
    """Another tab has switched meanwhile."""
    by, other = both()
    browser = client(by)
    page = browser.get(reverse("person_add"))
    browser.post(reverse("switch"), {"company": other.organisation.pk})
    said = browser.post(reverse("person_add"), filled(page, name="Ann Bell"), follow=True)
    assert [one.name for one in Person.objects.of(by.organisation)] == ["Ann Bell"]
    assert not Person.objects.of(other.organisation).exists()
    text = said.content.decode()
    assert "This form was opened in Cascade Restoration: you are looking at" in text
    assert "Ann Bell" in text


def test_a_form_of_a_company_that_one_has_left_is_refused() -> None:
    _, other = both()
    browser = client(other)
    page = browser.get(reverse("person_add"))
    Membership.objects.filter(organisation=other.organisation).delete()
    said = browser.post(reverse("person_add"), filled(page, name="Ann Bell"))
    assert said.status_code == 403
    assert not Person.every.exists()


def both() -> tuple[Actor, Actor]:
    """One user with two companies."""
    by = actor(company())
    user = User.objects.get(pk=by.user)
    larch = found_company(user=user, name="Larch Drying", time_zone="UTC")
    membership = Membership.objects.select_related("organisation").get(organisation=larch)
    return by, actor_for(membership, str(user))

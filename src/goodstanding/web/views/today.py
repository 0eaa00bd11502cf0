"""The first page: what needs a person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodstanding.engine.standing.remedies import ON_PAGES, remedy
from goodstanding.engine.wording import days
from goodstanding.services.access import Actor, May
from goodstanding.services.asking import Passed, RunsOut
from goodstanding.services.certificates.worklist import counts
from goodstanding.services.imports import coming
from goodstanding.services.profiles import unseen
from goodstanding.services.reviews import most_urgent
from goodstanding.services.sessions import is_silent
from goodstanding.services.today import Thing, Today
from goodstanding.services.today import today as needed
from goodstanding.web.door import Asked, page
from goodstanding.web.views.drawn import DRAWN, Drawn, answer, draw, key_of
from goodstanding.web.views.steps import Step, step

_NUMBERS = (
    "Nothing", "One thing", "Two things", "Three things", "Four things", "Five things",
    "Six things", "Seven things", "Eight things", "Nine things", "Ten things", "Eleven things",
    "Twelve things",
)  # fmt: skip


@page(May.SEE_TEAM, May.SEE_OWN)
def today(request: Asked) -> HttpResponse:
    """What needs a person, the most urgent first; a technician is shown his own standing."""
    actor = request.actor
    if not actor.may(May.SEE_TEAM):
        return redirect("mine")
    # certificates that wait are no part of the record, so that they have to be in the key
    brought = counts(actor).to_confirm
    key = key_of(request, "today", brought)
    return answer(request, DRAWN.get(key, lambda: _drawn(request, brought)))


def _drawn(request: Asked, brought: int) -> Drawn:
    found = needed(request.actor.organisation, request.actor.today)
    things = [_thing(request.actor, thing, found) for thing in found.things]
    total = found.total + bool(brought)
    heading, empty = title(total), not found.summary.people
    shown = {
        "found": found,
        "coming": empty and coming(request.actor.organisation),
        "things": things,
        "title": heading,
        "total": total,
        "brought": brought,
        "asked": [_asked(request.actor, one) for one in found.asking.passed],
        "fees": [_fee(request.actor, one) for one in found.asking.runs_out],
        "more": found.total - found.asking.total - len(things),
        "all": f"{reverse('team')}?label=attention",
    }
    if not empty and request.actor.may(May.ENROL):
        organisation, on = request.actor.organisation, request.actor.today
        shown |= {
            "silent": is_silent(organisation, on),
            "catch_up": most_urgent(organisation, on),
        }
    if not empty and request.actor.may(May.OBSERVE):
        shown["unseen"] = unseen(request.actor.organisation, request.actor.today)
    lasting = not (empty or found.summary.overdue.more)
    return draw(request, "today.html", heading, shown, lasting=lasting)


def title(total: int) -> str:
    """The heading: "Five things need a person"."""
    said = _NUMBERS[total] if total < len(_NUMBERS) else f"{total:,} things"
    return f"{said} need{'s' if total < 2 else ''} a person"


def _thing(actor: Actor, thing: Thing, found: Today) -> dict[str, Any]:
    first = thing.answers[0]
    done = step(actor, thing.who.number, thing.keys[0], first, found.catalogue)
    url = reverse("person", args=[thing.who.number])
    return {
        "first": first,
        "said": thing.said,
        "remedy": remedy(first, found.catalogue, ON_PAGES),
        "step": done,
        "url": url,
        "branch": thing.who.branch,
    }


def _asked(actor: Actor, one: Passed) -> dict[str, Any]:
    """A planned day that has passed."""
    return {
        "said": one.said,
        "url": reverse("person", args=[one.people[0].number]) + "#ledger",
        "branch": one.people[0].branch,
        "step": _answer(actor, one),
    }


def _answer(actor: Actor, one: Passed) -> Step | None:
    """The form of the only credit, or the page of what several were to attend."""
    if not actor.may(May.CORRECT_CREDIT):
        return None
    if len(one.keys) > 1 and one.activity:
        return Step("Say who was there", reverse("activity", args=[one.activity]))
    url = reverse("credit_change", args=[one.keys[0]])
    return Step("Say what happened", f"{url}?state=earned")


def _fee(actor: Actor, one: RunsOut) -> dict[str, Any]:
    """A fee that runs out soon."""
    url = reverse("fee_add", args=[one.who.number])
    return {
        "said": one.said,
        "days": days(one.days) if one.days else "today",
        "url": reverse("person", args=[one.who.number]),
        "branch": one.who.branch,
        "step": Step("Record the payment", url) if actor.may(May.RECORD_FEE) else None,
    }

"""The first page: what needs a person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodstanding.engine.standing.remedies import ON_PAGES, remedy
from goodstanding.services.access import Actor, May
from goodstanding.services.today import Thing, Today
from goodstanding.services.today import today as needed
from goodstanding.web.door import Asked, page
from goodstanding.web.views.drawn import DRAWN, Drawn, answer, draw, key_of
from goodstanding.web.views.steps import step

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
    return answer(request, DRAWN.get(key_of(request, "today"), lambda: _drawn(request)))


def _drawn(request: Asked) -> Drawn:
    found = needed(request.actor.organisation, request.actor.today)
    things = [_thing(request.actor, thing, found) for thing in found.things]
    heading = title(found.total)
    shown = {
        "found": found,
        "things": things,
        "title": heading,
        "more": found.total - len(things),
        "all": f"{reverse('team')}?label=attention",
    }
    return draw(request, "today.html", heading, shown, lasting=not found.summary.overdue.more)


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

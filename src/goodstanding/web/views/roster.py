"""Who held what on a day, for paper."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from goodstanding.services.access import May
from goodstanding.services.company import branches as branches_of
from goodstanding.services.roster import MOST
from goodstanding.services.roster import roster as listed
from goodstanding.web.door import Asked, page


@page(May.SEE_TEAM)
def roster(request: Asked) -> HttpResponse:
    """The roster of the day that is typed, today's without one."""
    actor = request.actor
    typed = request.GET.get("on", "").strip()
    on = _day(typed)
    branches = branches_of(actor.organisation)
    chosen = next((one for one in branches if str(one.pk) == request.GET.get("branch")), None)
    found = listed(actor.organisation, on or actor.today, chosen.pk if chosen else None)
    return render(
        request,
        "roster.html",
        {
            "found": found,
            "on": on or actor.today,
            "wrong": typed if typed and on is None else "",
            "branches": branches,
            "chosen": chosen,
            "most": MOST,
        },
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1950 <= day.year <= 2150 else None

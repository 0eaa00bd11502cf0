"""The page on which what the registrants' profiles show is typed in for the whole team."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from goodstanding.engine import wording
from goodstanding.records.models import Person
from goodstanding.services.access import May, Wrong
from goodstanding.services.company import branches
from goodstanding.services.credentials import observe_many
from goodstanding.services.profiles import A_PAGE, people_with_profiles, profiles, those
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.profiles import ProfilesForm, in_place
from goodstanding.web.views.recording.filling import recorded, typed_in

MOST_ROWS = 4 * A_PAGE
ROW, NEXT = "row", "next"


@page(May.OBSERVE)
def profiles_page(request: Asked) -> HttpResponse:
    """Type in due date, balance and day seen; a row that stays blank is left alone."""
    actor = request.actor
    at = _page(request)
    people = _posted(request) if request.method == "POST" else at.object_list
    form = ProfilesForm(
        typed_in(request),
        profiles=profiles(actor.organisation, people, actor.today),
        initial={"day": actor.today},
    )
    if request.method == "POST" and recorded(request, form, lambda: _record(request, form)):
        return HttpResponseRedirect(_onward(request, at))
    shown = {
        "form": form,
        "at": at,
        "branches": branches(actor.organisation),
        "q": request.GET.get("q", ""),
        "branch": request.GET.get("branch", ""),
        "unseen": _only_unseen(request),
        "people": people,
    }
    status = form.status if request.method == "POST" else 200
    return render(request, "profiles.html", shown, status=status)


def _record(request: Asked, form: ProfilesForm) -> str:
    found = form.sightings()
    keys = [key for key, several in found.items() for _ in several]
    sightings = [one for several in found.values() for one in several]
    if not sightings:
        return "Nothing new was typed, and nothing is recorded."
    try:
        observe_many(by=request.actor, sightings=sightings)
    except Wrong as wrong:
        codes = [one.credential.states["certification"] for one in sightings]
        raise in_place(wrong, keys, codes) from None
    whose = {one.credential.person_id for one in sightings}
    count = wording.counted(len(sightings), "certification")
    people = wording.counted(len(whose), "person", "people")
    return f"What the record shows of {count} of {people} is recorded."


def _posted(request: Asked) -> list[Person]:
    """The people whose rows were sent; the list may have changed since the page was made."""
    numbers = [one for one in request.POST.getlist(ROW) if one.isdecimal() and len(one) < 19]
    return list(those(request.actor.organisation, [int(one) for one in numbers[:MOST_ROWS]]))


def _only_unseen(request: Asked) -> bool:
    """Whether only those are wanted whose profile nobody has looked at for a month."""
    return request.GET.get("unseen", "") == "1"


def _page(request: Asked) -> Page[Person]:
    found = people_with_profiles(
        request.actor.organisation,
        search=request.GET.get("q", "")[:200],
        branch=request.GET.get("branch", "")[:18],
        unseen_on=request.actor.today if _only_unseen(request) else None,
    )
    return Paginator(found, A_PAGE).get_page(request.GET.get("page"))


def _onward(request: Asked, at: Page[Person]) -> str:
    """The same page again, or the next one when that was asked for."""
    query = request.GET.copy()
    if NEXT in request.POST and at.has_next():
        query["page"] = str(at.next_page_number())
    return f"{request.path}?{query.urlencode()}" if query else request.path

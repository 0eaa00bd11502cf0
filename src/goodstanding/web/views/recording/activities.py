"""Pages about activities: a class that many attended is recorded once."""

from collections.abc import Collection
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from goodstanding.engine import wording
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Activity
from goodstanding.services import attendance
from goodstanding.services.access import May
from goodstanding.services.activities import add_attendance, attend, change_activity
from goodstanding.services.attendance import Candidates
from goodstanding.services.company import branches
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.activities import (
    NARROW,
    ActivityChangeForm,
    AttendForm,
    MorePeopleForm,
    kept_of,
)
from goodstanding.web.forms.typed import version_of_values
from goodstanding.web.views.recording.filling import FormPage, back_of, fill_in, typed_in
from goodstanding.web.views.recording.found import the_activity

FORM = "attendance_form.html"


@page(May.ATTEND)
def activities(request: Asked) -> HttpResponse:
    """Everything that people attended together, the latest first."""
    search, wanted = request.GET.get("q", "").strip(), request.GET.get("page", "")
    at = max(1, min(int(wanted), 1_000_000)) if wanted.isdecimal() and len(wanted) < 8 else 1
    found = attendance.activities(request.actor.organisation, search, at)
    pages = Paginator(range(found.total), attendance.A_PAGE)
    shown = {"rows": found.rows, "total": found.total, "q": search, "at": pages.get_page(at)}
    return render(request, "activities.html", shown)


@page(May.ATTEND)
def activity(request: Asked, number: int) -> HttpResponse:
    """One activity and who attended it."""
    one = the_activity(request, number)
    rows = attendance.attendance(request.actor.organisation, one)
    return render(request, "activity.html", {"activity": one, "credits": rows})


@page(May.ATTEND)
def credits_add(request: Asked) -> HttpResponse:
    """Eight people, one conference, ten credits: one form."""
    actor = request.actor
    so_far = begun(request)
    form = AttendForm(
        typed_in(request) if so_far is None else None,
        catalogue=catalogue_of(actor.organisation),
        candidates=candidates(request),
        branches=branches(actor.organisation),
        initial=so_far or {"people": request.GET.getlist("person")},
    )
    made: list[Activity] = []

    def record() -> str:
        chosen = attendance.people(actor.organisation, form.cleaned_data["people"])
        details, state = form.details(), form.state_of_all()
        made.append(attend(by=actor, details=details, people=chosen, state=state))
        return f"{details.title} is recorded for {_people(len(chosen))}."

    about = FormPage(
        heading="Record attendance",
        submit="Record for everybody ticked",
        back=back_of(request, reverse("activities")),
        kicker="Activities",
        under="One class, one event, one booth visit: everybody who was there gets the credit.",
    )
    if so_far is not None:
        return render(request, FORM, {"page": about, "form": form})
    return fill_in(request, about, form, record, FORM)


@page(May.ADD_ATTENDANCE)
def activity_attend(request: Asked, number: int) -> HttpResponse:
    """Add people to an activity that is on record."""
    actor, one = request.actor, the_activity(request, number)
    here = {fact.person_id for fact in attendance.attendance(actor.organisation, one)}
    so_far = begun(request)
    form = MorePeopleForm(
        typed_in(request) if so_far is None else None,
        candidates=candidates(request, without=here),
        branches=branches(actor.organisation),
        initial=so_far,
    )

    def record() -> str:
        chosen = attendance.people(actor.organisation, form.cleaned_data["people"])
        add_attendance(by=actor, activity=one, people=chosen, state=form.state_of_all())
        return f"{_people(len(chosen))} added to {one.title}."

    about = FormPage(
        heading=f"Add people to {one.title}",
        submit="Add everybody ticked",
        back=reverse("activity", args=[number]),
        kicker=one.title,
    )
    if so_far is not None:
        return render(request, FORM, {"page": about, "form": form})
    return fill_in(request, about, form, record, FORM)


@page(May.CHANGE_ACTIVITY)
def activity_change(request: Asked, number: int) -> HttpResponse:
    """Correct what is known of an activity, and with it the credits from it."""
    actor, one = request.actor, the_activity(request, number)
    kept = kept_of(one)
    form = ActivityChangeForm(
        typed_in(request),
        catalogue=catalogue_of(actor.organisation),
        initial=kept,
        now=version_of_values(kept),
    )

    def record() -> str:
        changed = change_activity(by=actor, activity=one, details=form.details())
        return f"{changed.title} is corrected, and with it the credits from it."

    about = FormPage(
        heading=f"Change {one.title}",
        submit="Record for everybody",
        back=reverse("activity", args=[number]),
        kicker=one.title,
        under="The credits of everybody who attended are corrected along with it, except where "
        "one of them was corrected by itself.",
    )
    return fill_in(request, about, form, record)


def begun(request: Asked) -> dict[str, Any] | None:
    """What was typed so far, when the button only asks for other people to choose from."""
    if NARROW not in request.POST:
        return None
    return {**request.POST.dict(), "people": request.POST.getlist("people")}


def candidates(request: Asked, without: Collection[int] = ()) -> Candidates:
    """People to choose from, narrowed as was asked for, with those who are chosen already."""
    typed: QueryDict = request.POST
    chosen = typed.getlist("people") or request.GET.getlist("person")
    return attendance.candidates(
        request.actor.organisation,
        search=typed.get("search", "").strip()[:200],
        branch=typed.get("branch", "")[:18],
        chosen=[int(one) for one in chosen if one.isdecimal() and len(one) < 19],
        without=without,
    )


def _people(count: int) -> str:
    return wording.counted(count, "person", "people")

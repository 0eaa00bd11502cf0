"""Pages about the plan of a year: asked for, under way, made, beside another, approved."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from goodstanding.engine.wording import counted
from goodstanding.records.models import YearPlan
from goodstanding.services import approving, plan_part, plan_shown, plan_since, year_plans
from goodstanding.services.access import May, Wrong
from goodstanding.services.planning_settings import SETTINGS, settings_of
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.plans import PlanForm
from goodstanding.web.forms.typed import Typed
from goodstanding.web.views.importing import again_soon
from goodstanding.web.views.recording.filling import FormPage, fill_in, put, typed_in

_MOST_NOTES = 30
A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@page(May.PLAN)
def plans(request: Asked) -> HttpResponse:
    """Ask for a plan, and the plans that were made."""
    actor = request.actor
    own = settings_of(actor.organisation).values
    form = PlanForm(typed_in(request), year=actor.today.year, own=own)
    if request.method == "POST" and form.is_valid():
        try:
            asked = year_plans.ask(
                by=actor,
                year=form.cleaned_data["year"],
                changed=form.changed(),
                seconds=form.cleaned_data["seconds"],
                keep=form.cleaned_data["keep"],
            )
            return redirect("plan", asked.pk)
        except Wrong as wrong:
            put(form, wrong)
    past = year_plans.past(by=actor)
    shown = {
        "page": FormPage("Plan the year", "Make the plan", back=""),
        "form": form,
        "past": [{"plan": one, "changed": changed_words(one), **_brief(one)} for one in past],
    }
    return render(request, "plans.html", shown, status=form.status if form.errors else 200)


def _brief(plan: YearPlan) -> dict[str, Any]:
    """The totals of a plan that is made, by name."""
    totals = getattr(plan, "totals", None)
    names = ("missing", "target", "days", "money")
    return {"totals": dict(zip(names, totals, strict=True)) if totals else None}


def changed_words(plan: YearPlan) -> list[str]:
    """What was other than the company's settings."""
    settings = [(name, value) for name, value in plan.changed.items() if name in SETTINGS]
    return [f"{SETTINGS[name].title}: {value}" for name, value in settings]


@page(May.PLAN)
def plan(request: Asked, number: int) -> HttpResponse:
    """A plan, or how far it is."""
    one = the_plan(request, number)
    if one.state != YearPlan.State.MADE:
        answer = render(request, "plan_underway.html", {"plan": one, "changed": changed_words(one)})
        return again_soon(answer) if one.state == YearPlan.State.WAITING else answer
    found = plan_shown.shown(one)
    branches = plan_part.branches_of(found)
    others = [
        other
        for other in year_plans.past(by=request.actor)
        if other.pk != one.pk and other.year == one.year and _brief(other)["totals"]
    ]
    shown = {
        "plan": one,
        "found": found,
        "part": _part(request, found, branches),
        "branches": list(enumerate(branches)) if len(branches) > 1 else [],
        "asked_branch": request.GET.get("branch", ""),
        "may_approve": found.enrolments and request.actor.may(May.APPROVE_PLAN),
        **_approved(request, one),
        "changed": changed_words(one),
        "since": year_plans.changed_since(request.actor.organisation, one),
        "notes": found.notes[:_MOST_NOTES],
        "more_notes": max(0, len(found.notes) - _MOST_NOTES),
        "others": others,
    }
    return render(request, "plan.html", shown)


def _part(request: Asked, found: plan_shown.Shown, branches: list[str]) -> plan_part.Part:
    """Which branch (its place among them) and which page an address asks for; all is "all"."""
    branch, number = request.GET.get("branch", ""), request.GET.get("page", "1")
    at = int(branch) if _whole(branch) else len(branches)
    page = 0 if number == "all" else max(1, int(number) if _whole(number) else 1)
    return plan_part.part(found, branches[at] if at < len(branches) else None, page)


def _whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _approved(request: Asked, one: YearPlan) -> dict[str, Any]:
    """The year's plan that is approved when it is another one, else what has changed about it;
    what is approved is not to be approved again."""
    organisation = request.actor.organisation
    last = plan_since.approved(organisation, one.year)
    if last is None or last.pk != one.pk:
        return {"approved": last}
    changes = plan_since.since(organisation, one)
    return {
        "may_approve": False,
        "changes": changes[:_MOST_NOTES],
        "more_changes": max(0, len(changes) - _MOST_NOTES),
    }


@require_POST
@page(May.PLAN)
def plan_cancel(request: Asked, number: int) -> HttpResponse:
    """Stop making a plan."""
    year_plans.cancel(by=request.actor, plan=the_plan(request, number))
    messages.success(request, "The plan is not made any further.")
    return redirect("plans")


@page(May.PLAN)
def plan_beside(request: Asked, number: int) -> HttpResponse:
    """Two plans of a year side by side, and who does something else in the other one."""
    one, wanted = the_plan(request, number), request.GET.get("other", "")
    if not wanted:
        return redirect("plan", number)
    other = the_plan(request, int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0)
    if {one.state, other.state} != {YearPlan.State.MADE} or one.year != other.year:
        raise Http404
    found = plan_shown.beside(one, other)
    shown = {
        "plan": one,
        "other": other,
        "changed": changed_words(one),
        "other_changed": changed_words(other),
        "found": found,
        "at": Paginator(found.others, A_PAGE).get_page(request.GET.get("page", "")[:7]),
    }
    return render(request, "plan_beside.html", shown)


@page(May.APPROVE_PLAN)
def plan_approve(request: Asked, number: int) -> HttpResponse:
    """Make a plan the company's, after showing what that does; `person` narrows it to some."""
    one = the_plan(request, number)
    if one.state != YearPlan.State.MADE:
        raise Http404
    people = [int(some) for some in request.GET.getlist("person") if some.isdecimal()][:1000]
    form = Typed(typed_in(request))
    try:
        found = approving.preview(by=request.actor, plan=one, people=people or None)
    except Wrong as wrong:
        messages.warning(request, wrong.text)
        return redirect("plan", number)

    names = [row["name"] for row in (one.answer or {})["people"]]

    def record() -> str:
        done = approving.approve(by=request.actor, plan=one, people=people or None)
        return f"Approved: {counted(len(done.new), 'new place', 'new places')} in offerings."

    about = FormPage(
        heading=f"Approve the plan of {one.year}?",
        submit="Approve it",
        back=reverse("plan", args=[number]),
        kicker=f"Plan of {one.year}",
        under="What it says become places in offerings, approved and not yet booked.",
    )
    shown = {
        "found": found,
        "plan": one,
        "new": [
            (names[whose], [(row["title"], row in found.again) for row in rows])
            for whose, rows in groupby(found.new, key=lambda row: row["person"])
        ],
        "since": year_plans.changed_since(request.actor.organisation, one),
    }
    return fill_in(request, about, form, record, "plan_approve.html", shown)


def the_plan(request: Asked, number: int) -> YearPlan:
    """One of the company's plans; what another company has is the same 404 as nothing."""
    one = year_plans.found(by=request.actor, number=number)
    if one is None:
        raise Http404
    return one

"""Pages about days off and the planner's settings."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from goodstanding.services import offered
from goodstanding.services.access import May
from goodstanding.services.days_off import (
    add_day_off,
    change_day_off,
    named,
    remove_day_off,
)
from goodstanding.services.planning_settings import change_settings, settings_of
from goodstanding.web.door import Asked, page
from goodstanding.web.forms import planning as forms
from goodstanding.web.forms.typed import Correcting, version_of_values
from goodstanding.web.views.recording.filling import (
    FormPage,
    back_of,
    done_before,
    fill_in,
    typed_in,
)
from goodstanding.web.views.recording.found import the_day_off

KICKER = "Days off"


@page(May.CHANGE_DAYS_OFF)
def days_off(request: Asked) -> HttpResponse:
    """Holidays, leave and busy seasons, the latest first."""
    rows = Paginator(offered.days_off(request.actor.organisation), offered.A_PAGE)
    return render(request, "days_off.html", {"at": rows.get_page(request.GET.get("page", "")[:7])})


@page(May.CHANGE_DAYS_OFF)
def day_off_add(request: Asked) -> HttpResponse:
    """Add days on which somebody, or everybody, is off or busy."""
    form = forms.DayOffForm(typed_in(request), organisation=request.actor.organisation)

    def record() -> str:
        one = add_day_off(by=request.actor, details=form.details())
        return f"Recorded: {named(one)}."

    about = FormPage(
        heading="Add days off",
        submit="Add the days",
        back=back_of(request, reverse("days_off")),
        kicker=KICKER,
    )
    return fill_in(request, about, form, record)


@page(May.CHANGE_DAYS_OFF)
def day_off_change(request: Asked, number: int) -> HttpResponse:
    """Change days off."""
    one = the_day_off(request, number)
    kept = forms.kept_of(one)
    form = forms.DayOffChangeForm(
        typed_in(request),
        organisation=request.actor.organisation,
        initial=kept,
        now=version_of_values(kept),
    )

    def record() -> str:
        now = change_day_off(by=request.actor, day_off=one, details=form.details())
        return f"Recorded: {named(now)}."

    about = FormPage(
        heading=f"Change {named(one)}",
        submit="Record",
        back=reverse("days_off"),
        kicker=KICKER,
        other=[("Remove them", reverse("day_off_remove", args=[number]))],
    )
    return fill_in(request, about, form, record)


@page(May.CHANGE_DAYS_OFF)
def day_off_remove(request: Asked, number: int) -> HttpResponse:
    """Take days off the list, after asking."""
    if before := done_before(request, reverse("days_off")):
        return before
    one = the_day_off(request, number)
    form = Correcting(typed_in(request), now=version_of_values(forms.kept_of(one)))

    def record() -> str:
        remove_day_off(by=request.actor, day_off=one)
        return f"Removed: {named(one)}."

    about = FormPage(
        heading=f"Remove {named(one)}?",
        submit="Remove them",
        back=reverse("days_off"),
        kicker=KICKER,
        danger=True,
    )
    return fill_in(request, about, form, record)


@page(May.CHANGE_PLANNING)
def planning_settings(request: Asked) -> HttpResponse:
    """What the planner has to keep to."""
    found = settings_of(request.actor.organisation)
    kept = forms.settings_of(found)
    form = forms.PlanningForm(typed_in(request), initial=kept, now=version_of_values(kept))

    def record() -> str:
        services = form.cleaned_data["services"]
        change_settings(by=request.actor, values=form.values(), services=services)
        return "The settings of the planner are recorded."

    about = FormPage(
        heading="Planning",
        submit="Record",
        back=back_of(request, reverse("settings")),
        kicker="Settings",
        under="What a plan of the year has to keep to.",
        shown=[(f"Not known to the planner: {name}", value) for name, value in found.others],
    )
    return fill_in(request, about, form, record)

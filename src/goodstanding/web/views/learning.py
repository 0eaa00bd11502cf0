"""Pages about learning: the year by quarters, sessions, the pattern, what a session teaches."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Person
from goodstanding.records.standings import judged
from goodstanding.services.access import May
from goodstanding.services.fresh import here
from goodstanding.services.learning import aims_of, whose_of, years
from goodstanding.services.pattern import change_pattern, pattern_of
from goodstanding.services.reviews import below, most_urgent, reviews
from goodstanding.services.sessions import rhythm, teach_back
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.learning import PatternForm, TeachForm, pattern_text
from goodstanding.web.forms.typed import version_of_values
from goodstanding.web.views.recording.filling import FormPage, back_of, fill_in, typed_in
from goodstanding.web.views.recording.found import the_offering

A_PAGE = 50


@page(May.ENROL)
def learning(request: Asked) -> HttpResponse:
    """The year of everybody by quarters, and the rhythm of team learning."""
    organisation, on = request.actor.organisation, request.actor.today
    rows = Person.objects.of(organisation).filter(here(on)).order_by("name", "pk")
    at = Paginator(rows.select_related("branch"), A_PAGE).get_page(request.GET.get("page", "")[:7])
    people = list(at.object_list)
    fresh = judged(organisation, [one.pk for one in people], on, catalogue_of(organisation))
    whose = {one.pk: whose_of(one, fresh[one.pk]) for one in people}
    aims = aims_of(organisation)
    found = years(organisation, whose, aims, on)
    shown = {
        "at": at,
        "rows": [(one, found[one.pk]) for one in people],
        "aims": aims,
        "rhythm": rhythm(organisation, on),
        "catch_up": most_urgent(organisation, on),
    }
    return render(request, "learning.html", shown)


@page(May.ENROL)
def catch_up(request: Asked) -> HttpResponse:
    """Everybody who has to catch up before the year ends, with what would do it."""
    organisation, on = request.actor.organisation, request.actor.today
    at = Paginator(below(organisation, on), A_PAGE).get_page(request.GET.get("page", "")[:7])
    shown = {"at": at, "reviews": reviews(organisation, on, tuple(at.object_list))}
    return render(request, "catch_up.html", shown)


@page(May.CHANGE_PLANNING)
def pattern(request: Asked) -> HttpResponse:
    """What belongs into each quarter."""
    items = pattern_of(request.actor.organisation)
    kept = {"items": pattern_text(items)}
    form = PatternForm(typed_in(request), initial=kept, now=version_of_values(kept))

    def record() -> str:
        change_pattern(by=request.actor, items=form.cleaned_data["items"])
        return "The yearly pattern is recorded."

    about = FormPage(
        heading="Yearly pattern",
        submit="Record",
        back=back_of(request, reverse("learning")),
        kicker="Learning",
        under="What belongs into each quarter of a year.",
    )
    return fill_in(request, about, form, record)


@page(May.CHANGE_OFFERINGS)
def session_teaches(request: Asked, number: int) -> HttpResponse:
    """Say of which event a session tells the others."""
    session = the_offering(request, number)
    form = TeachForm(typed_in(request), session=session)

    def record() -> str:
        teach_back(by=request.actor, session=session, event=form.cleaned_data["event"])
        return "Recorded what the session teaches."

    about = FormPage(
        heading=f"What {session.title} teaches",
        submit="Record",
        back=reverse("offering", args=[number]),
        kicker=session.title,
        under="Who was at an event and comes to this session has told the others of it.",
    )
    return fill_in(request, about, form, record)

"""Pages on which two people of the list become one, and two again."""

from datetime import date
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goodstanding.engine import wording
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.records.models import Person
from goodstanding.services import merging, unmerging
from goodstanding.services.access import May
from goodstanding.services.importing.people import FIELDS
from goodstanding.services.merging import Merging
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.importing import UndoForm
from goodstanding.web.forms.merging import MergeForm
from goodstanding.web.pictures.cell import had_of
from goodstanding.web.templatetags.words import money
from goodstanding.web.views.recording.filling import FormPage, done_before, fill_in, typed_in
from goodstanding.web.views.recording.found import the_person


class Stands(NamedTuple):
    """A certification of one of them; `had` is what is had of what is required."""

    label: str
    deadline: date | None
    had: str


class Beside(NamedTuple):
    """A certification as it stands of each of two people, and of both as one."""

    certification: str
    keep: list[Stands]
    away: list[Stands]
    after: list[Stands]


@page(May.MERGE_PEOPLE)
def person_merge(request: Asked, number: int) -> HttpResponse:
    """Choose who is the same person; then see what becomes of both, and confirm."""
    person = request.GET.get("with", "")
    back = reverse("person", args=[number])
    if before := done_before(request, back):
        return before
    keep = the_person(request, number)
    if not (person.isdecimal() and len(person) < 19 and int(person) != number):
        return _choose(request, keep)
    return _confirm(request, keep, the_person(request, int(person)), back)


def _choose(request: Asked, keep: Person) -> HttpResponse:
    search = " ".join(request.GET.get("q", "").replace("\0", "").split())[:80]
    shown = {
        "keep": keep,
        "search": search,
        "people": merging.candidates(request.actor.organisation, keep, search),
        "merges": merging.merges_of(request.actor.organisation, keep),
        "most": merging.MOST,
    }
    return render(request, "merge_choose.html", shown)


def _confirm(request: Asked, keep: Person, away: Person, back: str) -> HttpResponse:
    found = merging.preview(by=request.actor, keep=keep, away=away)
    differing = [(name, shown(name, a), shown(name, b)) for name, a, b in found.differing]
    names = (keep.name, away.name if away.name != keep.name else "the other")
    form = MergeForm(typed_in(request), now=str(found.seq), differing=differing, names=names)

    def record() -> str:
        merging.merge(
            by=request.actor, keep=keep, away=away, of_away=form.of_away(), seen=found.seq
        )
        return (
            f"{away.name} and {keep.name} are one person now. To take that back, choose “Is on the "
            "list twice, or was” on this page."
        )

    about = FormPage(
        heading=f"Is {away.name} the same person as {keep.name}?",
        submit="Make them one",
        back=back,
        kicker=keep.name,
        under="Nothing is deleted, and this can be taken back.",
    )
    shown_besides = {"found": found, "keep": keep, "away": away, "beside": beside(found)}
    return fill_in(request, about, form, record, "merge_confirm.html", shown_besides)


def shown(name: str, value: Any) -> str:
    """A detail of a person as people read it."""
    if value in (None, ""):
        return "blank"
    if isinstance(value, date):
        return wording.day(value)
    return f"${money(value)}" if name == "day_cost" else str(value)


def beside(found: Merging) -> list[Beside]:
    """Every certification of the two, by code."""
    parts = (found.before_keep, found.before_away, found.after)
    codes = sorted({one.certification for part in parts for one in part})
    return [Beside(code, *(_of(part, code) for part in parts)) for code in codes]


def _of(answers: tuple[Answer, ...], code: str) -> list[Stands]:
    return [
        Stands(one.label, one.cycle.deadline if one.cycle else None, had_of(one))
        for one in answers
        if one.certification == code
    ]


@page(May.UNDO_MERGE)
def merge_undo(request: Asked, number: int) -> HttpResponse:
    """Make two people of one again, after saying what stands in the way."""
    merge = unmerging.found(by=request.actor, number=number)
    if merge is None:
        raise Http404
    back = reverse("person", args=[merge.keep_id])
    if before := done_before(request, back):
        return before
    found = unmerging.preview(by=request.actor, merge=merge)
    besides = {"found": found, "merge": merge, "titles": FIELDS}
    if found.refused:
        return render(request, "merge_undo_refused.html", besides)
    form = UndoForm(typed_in(request), now=str(found.seq))
    if not found.later:
        del form.fields["along"]

    def record() -> str:
        along = bool(form.cleaned_data.get("along"))
        unmerging.undo(by=request.actor, merge=merge, along=along, seen=found.seq)
        return f"{merge.away.name} and {merge.keep.name} are two people again."

    about = FormPage(
        heading=f"Make {merge.away.name} and {merge.keep.name} two people again?",
        submit="Make them two again",
        back=back,
        kicker=merge.keep.name,
        under="Nothing is deleted: the journal keeps what was on record until now.",
        danger=True,
    )
    return fill_in(request, about, form, record, "merge_undo.html", besides)


def leads_on(request: Asked, number: int) -> HttpResponse:
    """The address of somebody who was merged leads to the one who was kept."""
    keep = merging.leads_to(request.actor.organisation, number)
    if keep is None:
        raise Http404
    return redirect("person", keep)

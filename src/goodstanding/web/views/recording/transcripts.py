"""Pages on which the body's record is put beside ours: a pasted transcript, and asking the body.

The transcript is kept in the form from step to step; nothing of it is stored.
"""

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from goodstanding.engine import wording
from goodstanding.engine.rules.model import Catalogue
from goodstanding.files.transcripts import Line
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Fact, Person
from goodstanding.services.access import May, Wrong
from goodstanding.services.submitting import asking, transcripts
from goodstanding.services.submitting.differences import Difference, differences
from goodstanding.services.submitting.transcripts import Compared, Pair
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.submissions import TranscriptForm
from goodstanding.web.forms.typed import Typed
from goodstanding.web.views.recording.filling import (
    FormPage,
    back_of,
    done_before,
    fill_in,
    recorded,
    typed_in,
)
from goodstanding.web.views.recording.found import the_person

GONE = "It is not a difference any more: look at how both stand now."


@page(May.SUBMIT)
def transcript(request: Asked, number: int) -> HttpResponse:
    """A person's transcript beside our ledger; each button makes one difference go away."""
    actor, person = request.actor, the_person(request, number)
    catalogue = catalogue_of(actor.organisation)
    start = {"seen_on": actor.today, "body": request.GET.get("body") or "IICRC"}
    form = TranscriptForm(typed_in(request), catalogue=catalogue, initial=start)
    status, found = 200, None
    if request.method == "POST":
        done = bool(_step(request)) and recorded(request, form, lambda: _do(request, person, form))
        if form.is_valid():
            typed = form.cleaned_data
            found = transcripts.compare(actor.organisation, person, typed["body"], typed["text"])
        status = form.status if form.errors else 200
        if done:
            form = _again(request.POST, catalogue)
    shown = {
        "person": person,
        "form": form,
        "found": found,
        "back": back_of(request, reverse("person", args=[person.pk])),
    }
    return render(request, "transcript.html", shown, status=status)


def _again(typed: QueryDict, catalogue: Catalogue) -> TranscriptForm:
    """The form with what was typed, ready for the next step."""
    fresh = typed.copy()
    fresh["once"] = Typed().fields["once"].initial
    return TranscriptForm(fresh, catalogue=catalogue)


def _step(request: Asked) -> str:
    return request.POST.get("do", "")


def _do(request: Asked, person: Person, form: TranscriptForm) -> str:
    """Take the step that was asked for: "over" (theirs holds), "record" or "write", of one or of
    all."""
    typed, actor = form.cleaned_data, request.actor
    body, on = typed["body"], typed["seen_on"]
    found = transcripts.compare(actor.organisation, person, body, typed["text"])
    what, _, which = _step(request).partition(":")
    done = 0
    for one in _chosen(found, what, which):
        if isinstance(one, Pair):
            transcripts.take_over(by=actor, pair=one, on=on)
        elif isinstance(one, Line):
            transcripts.record(by=actor, person=person, body=body, line=one, on=on)
        else:
            transcripts.write(by=actor, person=person, body=body, fact=one, on=on)
        done += 1
    if not done:
        raise Wrong("", GONE)
    return _SAID[what].format(wording.counted(done, "credit"), body)


_SAID = {
    "over": "{0} now as the {1} has it.",
    "record": "{0} recorded as posted by the {1}.",
    "write": "A letter to the {1} about {0} is written.",
}


def _chosen(found: Compared, what: str, which: str) -> Iterator[Pair | Line | Fact]:
    if what == "over":
        yield from (one for one in found.differ if which in ("all", str(one.fact.key)))
    elif what == "record":
        yield from (one for one in found.theirs if which in ("all", str(one.number)))
    elif what == "write":
        yield from (one.fact for one in found.ours if which == str(one.fact.key))


@page(May.SUBMIT)
def difference_ask(request: Asked, key: UUID) -> HttpResponse:
    """Write to the body about a balance that is not ours, after showing what goes."""
    actor, back = request.actor, reverse("differences")
    one = _difference(request, key)
    if one is None:
        before = done_before(request, back) if request.method == "POST" else None
        if before is None:
            raise Http404
        return before
    question = asking.about(actor.organisation, one)
    form = Typed(typed_in(request))

    def record() -> str:
        made = asking.ask(by=actor, question=question)
        if any(letter.by_hand for letter in made):
            return f"{wording.counted(len(made), 'draft')} written, to be sent by hand."
        return f"{wording.counted(len(made), 'letter')} queued."

    unit = one.body.unit
    about = FormPage(
        heading=f"Write to the {one.body.code}?",
        submit="Write",
        back=back,
        kicker="The body’s record and ours",
        under="The letter names what we have as posted, with the certificates attached",
        shown=[
            ("Person", one.person.name),
            ("They show", wording.amount(one.theirs, unit)),
            ("We have", wording.amount(one.ours, unit)),
            ("Activities", ", ".join(_titles(question)) or "none"),
        ],
    )
    return fill_in(request, about, form, record)


def _titles(question: asking.Question) -> Iterator[str]:
    for fact in question.credits:
        yield fact.texts.get("title") or "No title"


def _difference(request: Asked, key: UUID) -> Difference | None:
    found = differences(request.actor.organisation, request.actor.today)
    return next((one for one in found if one.key == str(key)), None)

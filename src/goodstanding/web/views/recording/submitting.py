"""Pages on which people say what became of a letter, who agreed, and how credits are submitted."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Person, Submission
from goodstanding.services import belonging
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.submitting import chasing, consents, fates, inbox, showing
from goodstanding.services.submitting.settings import change_submitting, settings_of
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.submissions import (
    AnswerForm,
    ConsentForm,
    DecideForm,
    SentForm,
    SubmittingForm,
)
from goodstanding.web.forms.typed import Correcting, Typed, version_of_values
from goodstanding.web.views.recording.filling import FormPage, back_of, fill_in, typed_in
from goodstanding.web.views.recording.found import the_answer, the_delivery, the_letter, the_person


@page(May.TELL_FATE)
def letter_sent(request: Asked, number: int) -> HttpResponse:
    """Say that a draft was sent by hand."""
    letter = the_letter(request, number)
    form = SentForm(typed_in(request), now=_stands(letter), initial={"on": request.actor.today})

    def record() -> str:
        fates.say_sent(by=request.actor, letter=letter, on=form.cleaned_data["on"])
        return "The letter is sent; its credits are submitted."

    about = _about(letter, "Was it sent?", "It was sent", "Its credits are submitted from that day")
    return fill_in(request, about, form, record)


@page(May.SUBMIT)
def letter_discard(request: Asked, number: int) -> HttpResponse:
    """Discard a letter that has not gone, after asking."""
    letter = the_letter(request, number)
    form = Correcting(typed_in(request), now=_stands(letter))

    def record() -> str:
        fates.discard(by=request.actor, letter=letter)
        return "The letter is discarded."

    about = _about(
        letter,
        "Discard this letter?",
        "Discard it",
        "It does not go, and its credits wait to be submitted again",
        danger=True,
    )
    return fill_in(request, about, form, record)


@page(May.TELL_FATE)
def letter_answer(request: Asked, number: int) -> HttpResponse:
    """File what the body answered, credit by credit."""
    letter = the_letter(request, number)
    form = AnswerForm(
        typed_in(request),
        lines=showing.lines(letter),
        now=_stands(letter),
        initial={"on": request.actor.today},
    )

    def record() -> str:
        fates.file_answer(by=request.actor, letter=letter, said=form.said())
        return "The answer is filed."

    about = _about(letter, f"What did the {letter.body} answer?", "File the answer")
    return fill_in(request, about, form, record)


@page(May.SUBMIT)
def letter_chase(request: Asked, number: int) -> HttpResponse:
    """Ask the body what became of a letter, after showing whom it goes to."""
    letter = the_letter(request, number)
    form = Correcting(typed_in(request), now=_stands(letter))

    def record() -> str:
        made = chasing.chase(by=request.actor, letter=letter)
        return f"“{made.subject}” is queued."

    about = _about(
        letter,
        f"Ask the {letter.body} about this letter?",
        "Ask",
        f"A short letter goes to {letter.recipient}, with this one attached as it was sent",
    )
    return fill_in(request, about, form, record)


@page(May.TELL_FATE)
def letter_back(request: Asked, number: int) -> HttpResponse:
    """Say that a letter came back undelivered, after asking."""
    letter = the_letter(request, number)
    form = Correcting(typed_in(request), now=_stands(letter))

    def record() -> str:
        fates.come_back(by=request.actor, letter=letter)
        return "The letter came back; its credits are earned, and not submitted."

    about = _about(letter, "Did it come back?", "It came back", "Its credits are earned again")
    return fill_in(request, about, form, record)


@require_POST
@page(May.TELL_FATE)
def answer_read(request: Asked, number: int) -> HttpResponse:
    """Say that what came back has been read."""
    answer = the_answer(request, number)
    try:
        inbox.mark_read(by=request.actor, answer=answer)
    except Wrong as wrong:
        messages.info(request, wrong.text)
    else:
        messages.success(request, "Read.")
    return redirect("submissions")


@page(May.TELL_FATE)
def delivery_decide(request: Asked, number: int) -> HttpResponse:
    """Decide about a letter of which nobody knows whether it arrived."""
    delivery = the_delivery(request, number)
    letter = delivery.submission
    form = DecideForm(typed_in(request), now=delivery.state)

    def record() -> str:
        arrived = form.cleaned_data["arrived"] == "yes"
        fates.decide(by=request.actor, delivery=delivery, arrived=arrived)
        return "It arrived." if arrived else "The same letter is queued again."

    about = FormPage(
        heading="Did it arrive?",
        submit="Record",
        back=reverse("submission", args=[letter.pk]),
        kicker=letter.subject,
        under=f"To {delivery.recipient}. {delivery.said}",
    )
    return fill_in(request, about, form, record)


@page(May.CHANGE_CONSENT)
def consent(request: Asked, number: int) -> HttpResponse:
    """Whether somebody agrees that the company submits for him."""
    person = the_person(request, number)
    return _consent(request, person, reverse("person", args=[number]))


@page(May.GIVE_OWN_CONSENT)
def own_consent(request: Asked) -> HttpResponse:
    """Whether one agrees oneself."""
    person = belonging.person(request.actor.organisation, request.actor.person or 0)
    if person is None:
        return redirect("mine")
    return _consent(request, person, reverse("mine"))


def _consent(request: Asked, person: Person, back: str) -> HttpResponse:
    now, actor = consents.consent_of(request.actor.organisation, person), request.actor
    form: Typed = (
        Typed(typed_in(request))
        if now
        else ConsentForm(typed_in(request), initial={"given_on": actor.today})
    )

    def record() -> str:
        if now:
            consents.revoke_consent(by=actor, person=person)
            return "The consent is taken back."
        typed = form.cleaned_data
        consents.give_consent(by=actor, person=person, given_on=typed["given_on"], how=typed["how"])
        return "The consent is on record."

    about = (_asked_himself if actor.person == person.pk else _asked)(actor, person)
    if now:
        about = replace(about, heading="Take the consent back?", submit="Take it back", danger=True)
    return fill_in(request, replace(about, back=back_of(request, back)), form, record)


def _asked(actor: Actor, person: Person) -> FormPage:
    return FormPage(
        heading=f"Has {person.name} agreed?",
        submit="Record the consent",
        back="",
        kicker=person.name,
        under=f"{actor.organisation} sends certificates to the body on behalf of {person.name}, "
        "with a copy. Without consent there are drafts to be sent by hand.",
    )


def _asked_himself(actor: Actor, _: Person) -> FormPage:
    return FormPage(
        heading="May the company submit for you?",
        submit="I agree",
        back="",
        kicker="My standing",
        under=f"{actor.organisation} then sends your certificates to the body, and you get a copy "
        "of each letter. Otherwise you send them from your own mail.",
    )


@page(May.CHANGE_SUBMITTING)
def submitting_settings(request: Asked) -> HttpResponse:
    """How credits are submitted."""
    organisation = request.actor.organisation
    now = settings_of(organisation)
    kept = {name: getattr(now, name) for name in now.__slots__}
    form = SubmittingForm(
        typed_in(request),
        catalogue=catalogue_of(organisation),
        initial=kept,
        now=version_of_values(kept),
    )

    def record() -> str:
        change_submitting(by=request.actor, values=form.values())
        return "How credits are submitted is recorded."

    about = FormPage(
        heading="How credits are submitted",
        submit="Record",
        back=back_of(request, reverse("settings")),
        kicker="Settings",
    )
    return fill_in(request, about, form, record)


def _stands(letter: Submission) -> str:
    return letter.state


def _about(
    letter: Submission, heading: str, submit: str, under: str = "", *, danger: bool = False
) -> FormPage:
    back = reverse("submission", args=[letter.pk])
    shown = [("Letter", letter.subject), ("To", letter.recipient)]
    return FormPage(heading, submit, back, "Letter", under, shown, danger=danger)

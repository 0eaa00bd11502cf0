"""A technician's own letters to bodies: written here, sent from his own mail program."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodstanding.records.models import Submission
from goodstanding.services import belonging
from goodstanding.services.access import May
from goodstanding.services.submitting import fates, showing
from goodstanding.services.submitting.making import submit
from goodstanding.services.submitting.readiness import unsent
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.submissions import OwnSubmitForm, SentForm
from goodstanding.web.views.recording.filling import FormPage, fill_in, typed_in
from goodstanding.web.views.recording.found import the_letter
from goodstanding.web.views.recording.submissions import in_a_file, mailto


@page(May.SUBMIT_OWN)
def own_submit(request: Asked) -> HttpResponse:
    """Write the letter about what one has earned, after seeing what the body would send back."""
    actor = request.actor
    person = belonging.person(actor.organisation, actor.person or 0)
    ready = unsent(actor.organisation, actor.today, [person.pk]) if person else []
    form = OwnSubmitForm(typed_in(request), doubtful=any(one.flaws for one in ready))

    written: list[Submission] = []

    def record() -> str:
        sure, people = form.cleaned_data.get("all_the_same", False), [person] if person else []
        written.extend(submit(by=actor, people=people, all_the_same=sure, by_hand=True))
        return "Your letter is written: open it below, and send it from your own mail."

    about = FormPage(
        heading="Send your certificates",
        submit="Write the letter",
        back=f"{reverse('mine')}#letters",
        kicker="My standing",
        under="A letter with your certificates is written for you; you send it from your own mail",
    )
    answer = fill_in(request, about, form, record, "own_submit.html", {"ready": ready})
    return redirect("own_letter", written[0].pk) if len(written) == 1 else answer


@page(May.TELL_OWN_FATE)
def own_letter(request: Asked, number: int) -> HttpResponse:
    """One's own letter: opened in a mail program, and said to be sent; of another's, back."""
    actor, letter = request.actor, _own(request, number)
    if letter is None:
        return redirect("mine")
    form = SentForm(typed_in(request), now=letter.state, initial={"on": actor.today})

    def record() -> str:
        fates.say_sent(by=actor, letter=letter, on=form.cleaned_data["on"])
        return "The letter is sent; your credits are submitted."

    about = FormPage(
        heading=letter.subject,
        submit="I have sent it",
        back=reverse("mine"),
        kicker="My standing",
        under=f"To {letter.recipient}",
    )
    more = {
        "letter": letter,
        "lines": showing.lines(letter),
        "papers": showing.papers(letter),
        "mailto": mailto(letter),
    }
    return fill_in(request, about, form, record, "own_letter.html", more)


@page(May.TELL_OWN_FATE)
def own_letter_file(request: Asked, number: int) -> HttpResponse:
    """One's own letter as a file that any mail program opens."""
    letter = _own(request, number)
    return in_a_file(letter) if letter else redirect("mine")


def _own(request: Asked, number: int) -> Submission | None:
    letter = the_letter(request, number)
    return letter if letter.person_id == request.actor.person else None

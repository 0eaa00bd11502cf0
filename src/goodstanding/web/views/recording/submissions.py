"""Pages that show submissions: all of them, one letter, where records differ, the first step."""

from urllib.parse import quote, urlencode

from django.conf import settings as installation
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from goodstanding.engine import wording
from goodstanding.records.models import Submission
from goodstanding.services import attendance, pausing
from goodstanding.services.access import May
from goodstanding.services.profiles import unseen
from goodstanding.services.submitting import asking, chasing, showing
from goodstanding.services.submitting.differences import differences as all_differences
from goodstanding.services.submitting.making import submit
from goodstanding.services.submitting.readiness import unsent
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.submissions import SubmitForm
from goodstanding.web.views.recording.filling import FormPage, back_of, fill_in, typed_in
from goodstanding.web.views.recording.found import the_letter


@page(May.SUBMIT)
def submissions(request: Asked) -> HttpResponse:
    """How all submissions stand, what needs a person first."""
    actor = request.actor
    found = showing.overview(actor.organisation, actor.today)
    shown = {
        "found": found,
        "risked": any(one.all for one in found.risk),
        "risk_later": not all(one.then for one in found.risk),
        "paused": pausing.paused(),
        "unseen": unseen(actor.organisation, actor.today),
        "differ": len(all_differences(actor.organisation, actor.today)),
    }
    return render(request, "submissions.html", shown)


@page(May.SUBMIT)
def submission_add(request: Asked) -> HttpResponse:
    """Submit what one person or the whole team has earned, after seeing what would come back."""
    actor, asked = request.actor, request.GET.get("person", "")
    one = [int(asked)] if asked.isdecimal() and len(asked) < 12 else []
    ready = unsent(actor.organisation, actor.today, one)
    sound = [str(each.person.pk) for each in ready if not each.flaws]
    form = SubmitForm(typed_in(request), ready=ready, initial={"people": sound})

    def record() -> str:
        people = attendance.people(actor.organisation, form.numbers())
        made = submit(
            by=actor,
            people=people,
            all_the_same=form.cleaned_data["all_the_same"],
            by_hand=form.cleaned_data["by_hand"],
        )
        return _told(made)

    about = FormPage(
        heading="Submit credits",
        submit="Submit",
        back=back_of(request, reverse("submissions")),
        kicker="Submissions",
        under="What has been earned and not been sent, and what the body would send back of it",
    )
    return fill_in(request, about, form, record, "submission_add.html", {"ready": ready})


def _told(made: list[Submission]) -> str:
    drafts = sum(1 for one in made if one.by_hand)
    parts = []
    if len(made) > drafts:
        parts.append(f"{wording.counted(len(made) - drafts, 'letter')} queued")
    if drafts:
        parts.append(f"{wording.counted(drafts, 'draft')} written, to be sent by hand")
    return f"{wording.joined(parts)}."


@page(May.SUBMIT)
def submission(request: Asked, number: int) -> HttpResponse:
    """One letter: what it says, where it went, what came back."""
    actor, letter = request.actor, the_letter(request, number)
    quiet = {one.letter.pk for one in chasing.silent(actor.organisation, actor.today)}
    shown = {
        "letter": letter,
        "lines": showing.lines(letter),
        "deliveries": showing.deliveries(letter),
        "answers": showing.answers(letter),
        "chases": showing.chases(letter),
        "silent": letter.pk in quiet,
        "mailto": mailto(letter),
        "folder": installation.EMAIL_FILE_PATH,
    }
    return render(request, "submission.html", shown)


@page(May.SUBMIT)
def letter_file(request: Asked, number: int) -> HttpResponse:
    """The letter as a file that any mail program opens."""
    return in_a_file(the_letter(request, number))


def in_a_file(letter: Submission) -> HttpResponse:
    """A letter as it is frozen, to be kept or opened."""
    answer = HttpResponse(bytes(letter.content), content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="submission-{letter.pk}.eml"'
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@page(May.SUBMIT)
def differences(request: Asked) -> HttpResponse:
    """Where the bodies' records and ours are not one."""
    actor = request.actor
    found = all_differences(actor.organisation, actor.today)
    asked = asking.asked(actor.organisation)
    rows = [(one, asked.get((one.person.pk, one.body.code))) for one in found]
    return render(request, "differences.html", {"found": rows})


def mailto(letter: Submission) -> str:
    """A link that opens a mail program with address, subject and words; files cannot go along."""
    words = {"subject": letter.subject, "body": letter.text}
    return f"mailto:{quote(letter.recipient)}?{urlencode(words, quote_via=quote)}"

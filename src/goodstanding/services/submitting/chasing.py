"""Letters that the body has not answered for long, and asking what became of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Organisation, Submission
from goodstanding.services import checks
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.clock import day_in
from goodstanding.services.submitting import letters
from goodstanding.services.submitting.fates import GONE, OUT
from goodstanding.services.submitting.making import keep
from goodstanding.services.submitting.settings import settings_of
from goodstanding.services.verbs import verb


@dataclass(frozen=True, slots=True)
class Silent:
    """A letter without an answer; `days` since it, or the last letter that asked about it."""

    letter: Submission
    days: int
    asked_on: date | None


def silent(organisation: Organisation, on: date) -> list[Silent]:
    """Letters that have waited for an answer for as long as the company says, longest first."""
    rows = Submission.objects.of(organisation).filter(chases=None, state__in=OUT)
    rows = rows.exclude(sent_on=None).select_related("person")
    asked: dict[int, date | None] = {}
    chases = Submission.objects.of(organisation).exclude(chases=None).exclude(state="cancelled")
    for original, sent, made in chases.values_list("chases", "sent_on", "made_at"):
        assert original is not None  # noqa: S101 - the others are left out
        asked[original] = max(sent or day_in(organisation, made), asked.get(original) or date.min)
    limit = timedelta(days=settings_of(organisation).chase_days)
    found = []
    for letter in rows:
        last = asked.get(letter.pk) or letter.sent_on
        if last is not None and on - last >= limit:
            found.append(Silent(letter, (on - last).days, asked.get(letter.pk)))
    return sorted(found, key=lambda one: (-one.days, one.letter.pk))


def chase(*, by: Actor, letter: Submission) -> Submission:
    """Ask the body what became of a letter; it goes along as it was sent."""
    with verb(by, May.SUBMIT) as draft:
        checks.ours(by, letter)
        if letter.state not in OUT or letter.chases_id is not None:
            raise Wrong("", GONE)
        body = catalogue_of(by.organisation).bodies[letter.body]
        words = letters.chase(by.organisation, letter, body)
        made = keep(by, draft, words, letter.person, letter.body, (), more={"chases": letter})
        draft.what = f"Asked the {body.code} about “{letter.subject}”"
    return made

"""A credential in few words, without hovering: label, amount, day, bar.

Made once for every credential on a page of people, so it is put together here and not by a
template.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString

from goodstanding.engine import credits
from goodstanding.engine.standing.answer import Condition, Label, Lapse, Standing
from goodstanding.engine.standing.asked import fee_runs_out
from goodstanding.engine.standing.judge import DUE_SOON_DAYS
from goodstanding.engine.wording import days, short_day
from goodstanding.web.pictures.bar import bar


def cell(answer: Standing) -> SafeString:
    """A credential in the matrix; its code stands where the column does not say it."""
    planned = f"<span>+{credits.show(answer.planned)} planned</span>" if answer.planned else ""
    when = f'<span class="cell-when">{escape(day_that_matters(answer))}</span>'
    return SafeString(
        f'<span class="cell-name"><b class="cell-code">{escape(answer.certification)}</b>'
        f"{label(answer)}</span>"
        f'<span class="cell-facts"><span>{had_of(answer)}</span>{planned}{when}</span>{bar(answer)}'
    )


def label(answer: Standing) -> SafeString:
    """Symbol, words and colour of a label; what is due soon says how soon."""
    kind, words = answer.kind.name.lower(), answer.label
    if answer.kind is Label.DUE_SOON and answer.days_left is not None:
        words += f" · {days(answer.days_left)}"
    return SafeString(
        f'<span class="label {kind}"><svg class="sign" aria-hidden="true">'
        f'<use href="#sign-{kind}"/></svg>{escape(words)}</span>'
    )


def had_of(answer: Standing) -> str:
    """What is posted, submitted or earned of what is required: "8 of 14"."""
    if answer.posted is None or not answer.required:
        return ""
    had = answer.posted + (answer.submitted or 0) + (answer.earned or 0)
    return f"{credits.show(had)} of {credits.show(answer.required)}"


def parts_of(answer: Standing) -> str:
    """How sure it is what is had: "8 posted, 2 earned"; with what is planned."""
    amounts = {
        "posted": answer.posted,
        "submitted": answer.submitted,
        "earned": answer.earned,
        "planned": answer.planned,
    }
    return ", ".join(f"{credits.show(some)} {name}" for name, some in amounts.items() if some)


def day_that_matters(answer: Standing) -> str:
    """When credits are due; since when it is lapsed; until when a card is good, or a fee that ends
    soon. Each day is named: the last good day of all, the roster's, is the earliest of them."""
    if answer.state is Condition.LAPSED:
        since = f"since {short_day(answer.lapses_on)}" if answer.lapses_on else ""
        return f"fee unpaid {since}" if answer.reason is Lapse.FEE else since
    if answer.cycle is None:
        return "no expiry" if answer.kind is Label.GOOD else ""
    if paid_to := fee_runs_out(answer, DUE_SOON_DAYS):
        return f"fee to {short_day(paid_to)}"
    about = "~" if answer.estimated else ""
    which = "until" if answer.required is None else "due"
    return f"{which} {about}{short_day(answer.cycle.deadline)}"

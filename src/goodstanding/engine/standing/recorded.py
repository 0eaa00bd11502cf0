"""Whether a credential would be on course by what is posted alone: by the body's own record."""

from goodstanding.engine.days import ONE_DAY, add_months, after, whole_years
from goodstanding.engine.rules.model import Certification, Kind, version_on
from goodstanding.engine.standing.answer import Label, Standing
from goodstanding.engine.standing.judge import DUE_SOON_DAYS


def on_record(standing: Standing, certification: Certification) -> bool:
    """Whether posted credits alone reach what is required, or keep an even pace towards it.

    The pace asks for a year's share at the end of each year of the cycle; in the last 90 days
    nothing but the whole will do. A planned renewal of a card is not on the body's record.
    """
    if standing.kind is Label.GOOD:
        return True
    if certification.kind is not Kind.CREDITS or standing.cycle is None:
        return False
    deadline = standing.cycle.deadline
    if standing.on >= deadline - DUE_SOON_DAYS * ONE_DAY:
        return False
    months = version_on(certification.rules, deadline).months
    years = max(0, whole_years(add_months(after(deadline), -months), standing.on))
    return (standing.posted or 0) * months >= (standing.required or 0) * 12 * years

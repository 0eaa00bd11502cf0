"""Pictures of a standing in templates."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from goodstanding.engine.standing.answer import Standing
from goodstanding.services.forecast import Month
from goodstanding.services.plan_shown import Branch
from goodstanding.services.submitting.risk import Risk
from goodstanding.web.pictures import away as of_away
from goodstanding.web.pictures import bar as bars
from goodstanding.web.pictures import cell as cells
from goodstanding.web.pictures import months as of_months
from goodstanding.web.pictures import pace as of_pace
from goodstanding.web.pictures import risk as of_risk

register = template.Library()


@register.filter
def bar(answer: Standing) -> SafeString:
    """The thin bar of what is had."""
    return bars.bar(answer)


@register.filter
def label(answer: Standing) -> SafeString:
    """Symbol, words and colour of the label."""
    return cells.label(answer)


@register.filter
def had_of(answer: Standing) -> str:
    """ "8 of 14"."""
    return cells.had_of(answer)


@register.filter
def parts_of(answer: Standing) -> str:
    """ "8 posted, 2 earned"."""
    return cells.parts_of(answer)


@register.filter
def day_that_matters(answer: Standing) -> str:
    """The deadline, or since when it is lapsed."""
    return cells.day_that_matters(answer)


@register.filter
def pace(answer: Standing) -> SafeString:
    """The pace picture."""
    return of_pace.pace(answer)


@register.filter
def months(ahead: Sequence[Month]) -> SafeString:
    """Lapses by month."""
    return of_months.months(ahead)


@register.filter
def risk(found: Sequence[Risk]) -> SafeString:
    """Hours at risk by month."""
    return of_risk.risk(found)


@register.filter
def away(branch: Branch, most: int) -> SafeString:
    """Who of a branch is away, day by day."""
    return of_away.away(branch.days, branch.year, most)

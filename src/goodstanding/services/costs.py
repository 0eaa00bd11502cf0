"""A company's figures for what lapses cost, and the verb that changes one."""

from collections.abc import Iterator

from goodstanding.engine import wording
from goodstanding.engine.costs.figures import Figure, Figures, OwnFigure, Unit
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.journal import Conflict
from goodstanding.records.models import CostFigure, Organisation
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.verbs import verb

MOST_MONTHS = 600


def figures_of(organisation: Organisation) -> Figures:
    """The figures that hold for a company."""
    rows = CostFigure.objects.of(organisation).values_list("name", "low", "high", "source", "read")
    return Figures(catalogue_of(organisation), {row[0]: OwnFigure(*row[1:]) for row in rows})


def change_figure(*, by: Actor, name: str, own: OwnFigure | None) -> Figure:
    """A figure is another one for this company; None: the shipped one holds again."""
    with verb(by, May.CHANGE_COSTS) as draft:
        figures = figures_of(by.organisation)
        before = figures.find(name)
        if before is None:
            raise Conflict
        rows = CostFigure.objects.of(by.organisation).filter(name=name)
        if own is None:
            rows.delete()
        else:
            own = _sound(own, before.unit)
            values = {"low": own.low, "high": own.high, "source": own.source, "read": own.read}
            if not rows.update(**values):
                CostFigure(organisation=by.organisation, name=name, **values).save()
        after = figures_of(by.organisation)[name]
        for title, was, now in zip(_TOLD, _told(before), _told(after), strict=True):
            draft.changed(before.title, title, was, now)
        draft.what = f"Changed the figure “{before.title}”"
    return after


_TOLD = ("From", "To", "Source", "As of")


def _told(figure: Figure) -> tuple[str | None, ...]:
    show = wording.money if figure.unit is Unit.MONEY else str
    low, high = (None if n is None else show(n) for n in (figure.low, figure.high))
    return low, high, figure.basis.source or None, str(figure.basis.read or "") or None


def _sound(own: OwnFigure, unit: Unit) -> OwnFigure:
    """The figure as it is kept; raises Wrong with all that cannot be."""
    checks.refuse(_mistakes(own, unit))
    high = own.low if own.high is None else own.high
    return OwnFigure(own.low, high, one_line(own.source), own.read)


def _mistakes(own: OwnFigure, unit: Unit) -> Iterator[Finding]:
    yield from checks.line("source", own.source, 200, needed=True)
    yield from checks.believable(read=own.read)
    for field, value in (("low", own.low), ("high", own.high)):
        if unit is Unit.MONEY:
            yield from checks.money(field, value)
        elif value is not None and not 0 <= value <= MOST_MONTHS:
            yield field, f"“{value}” is not a whole number from 0 to {MOST_MONTHS}: write one."
    if own.high is not None and (own.low is None or own.high < own.low):
        yield "high", "“To” is less than “From”: correct one of the two."

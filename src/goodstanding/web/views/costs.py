"""What lapses cost: the team's prices, the figures behind them, and a page to change one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from goodstanding.engine import wording
from goodstanding.engine.costs.figures import Figure, Unit
from goodstanding.engine.costs.price import price_of
from goodstanding.engine.rules.model import Kind
from goodstanding.engine.rules.words import confidence
from goodstanding.records.catalogues import catalogue_of
from goodstanding.services.access import May
from goodstanding.services.costs import change_figure, figures_of
from goodstanding.services.lapses import Line, team_price
from goodstanding.services.market import Market
from goodstanding.services.summary import summary_of
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.costs import FigureForm, kept_of
from goodstanding.web.forms.typed import version_of_values
from goodstanding.web.views.recording.filling import FormPage, back_of, fill_in, typed_in

A_PAGE = 50


@page(May.SEE_COSTS)
def lapse_prices(request: Asked) -> HttpResponse:
    """Everything that is short or lapsed, with what its lapse costs and what keeping it costs."""
    actor = request.actor
    found = team_price(actor.organisation, actor.today)
    at = Paginator(found.lines, A_PAGE).get_page(request.GET.get("page", "")[:7])
    lines = [line_of(one, found.market) for one in at.object_list]
    return render(request, "lapse_prices.html", {"found": found, "at": at, "lines": lines})


def line_of(line: Line, market: Market) -> dict[str, Any]:
    """A line with the titles of what was chosen."""
    kept = line.price.keeping
    chosen = [market.title(one) for one in kept.chosen] if kept and kept.chosen else []
    return {"line": line, "chosen": chosen, "by_default": kept and kept.chosen is None}


@page(May.CHANGE_COSTS)
def cost_figures(request: Asked) -> HttpResponse:
    """Every figure with its source: the general ones, and those of certifications held here."""
    actor = request.actor
    figures = figures_of(actor.organisation)
    rules = catalogue_of(actor.organisation).certifications
    held = sorted(
        code
        for code in summary_of(actor.organisation, actor.today).certifications
        if rules[code].kind is Kind.CREDITS
    )
    groups = [("For every certification", figures.general())]
    groups += [(code, figures.of(code)) for code in held]
    shown = [(title, [(one, *_said(one)) for one in some]) for title, some in groups]
    return render(request, "cost_figures.html", {"groups": shown})


@page(May.CHANGE_COSTS)
def cost_figure_change(request: Asked, name: str) -> HttpResponse:
    """Put a figure of the company's own in the place of a shipped one, or take it away again."""
    figures = figures_of(request.actor.organisation)
    figure = figures.find(name)
    if figure is None:
        raise Http404
    kept = kept_of(figure)
    form = FigureForm(
        typed_in(request), unit=figure.unit, initial=kept, now=version_of_values(kept)
    )

    def record() -> str:
        changed = change_figure(by=request.actor, name=name, own=form.own())
        return f"Recorded: {changed.title} is {value_of(changed)}."

    shipped = figures.shipped(name)
    about = FormPage(
        heading=figure.title,
        submit="Record",
        back=back_of(request, reverse("cost_figures")),
        kicker="What lapses cost",
        under=shipped.basis.note,
        shown=[("As shipped", f"{value_of(shipped)}; {confidence(shipped.basis.sure)}")],
    )
    return fill_in(request, about, form, record)


def _said(figure: Figure) -> tuple[str, str]:
    sure = "your company’s own figure" if figure.own else confidence(figure.basis.sure)
    return value_of(figure), sure


def value_of(figure: Figure) -> str:
    """A figure in words: "400 to 700", "24 months", "not known"."""
    if figure.low is None or figure.high is None:
        return "not known"
    if figure.unit is Unit.MONEY:
        return price_of(figure).said()
    if figure.unit is Unit.MONTHS and not figure.high:
        return "from the first day"
    noun = figure.unit.value.removesuffix("s")
    if figure.low == figure.high:
        return wording.counted(figure.low, noun)
    return f"{figure.low} to {wording.counted(figure.high, noun)}"

"""What is typed about a figure of what lapses cost."""

from typing import Any

from django import forms

from goodstanding.engine.costs.figures import Figure, OwnFigure, Unit
from goodstanding.web.forms.fields import DayField, MoneyField, WholeField
from goodstanding.web.forms.typed import Correcting

_HOLDS = [
    ("shipped", "As it is shipped"),
    ("own", "A figure of our own"),
    ("unknown", "Not known to us"),
]


class FigureForm(Correcting):
    """A figure of the company's own, with where it is from."""

    holds = forms.ChoiceField(label="What holds", choices=_HOLDS, widget=forms.RadioSelect)
    source = forms.CharField(
        label="Where it is from",
        max_length=200,
        required=False,
        help_text="An invoice, a price list, an address on the web",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    read = DayField(label="As of", required=False)

    def __init__(self, *args: Any, unit: Unit, **more: Any) -> None:
        super().__init__(*args, **more)
        field: type[forms.Field] = MoneyField if unit is Unit.MONEY else WholeField
        what = {Unit.MONEY: "Money", Unit.MONTHS: "Months", Unit.DAYS: "Days"}[unit]
        self.fields["low"] = field(label=f"{what}, from", required=False)
        self.fields["high"] = field(
            label=f"{what}, to", required=False, help_text="Blank: the same"
        )
        self.order_fields(["once", "version", "holds", "low", "high"])

    def clean(self) -> dict[str, Any]:
        """A figure of one's own needs the figure."""
        found = super().clean() or self.cleaned_data
        own = found.get("holds") == "own"
        if own and found.get("low") is None and "low" not in self.errors:
            self.add_error("low", "The figure is missing: fill it in, or choose “Not known to us”.")
        if own and not found.get("source") and "source" not in self.errors:
            self.add_error("source", "Where it is from is missing: fill it in.")
        return found

    def own(self) -> OwnFigure | None:
        """What was typed, for the verb."""
        found = self.cleaned_data
        match found["holds"]:
            case "shipped":
                return None
            case "unknown":
                return OwnFigure(None, None, found["source"] or "not known to us", found["read"])
        return OwnFigure(found["low"], found["high"], found["source"], found["read"])


def kept_of(figure: Figure) -> dict[str, Any]:
    """A figure as its form begins with it; of a shipped one only that it is."""
    if not figure.own:
        return {"holds": "shipped", "low": None, "high": None, "source": "", "read": None}
    return {
        "holds": "unknown" if figure.low is None else "own",
        "low": figure.low,
        "high": None if figure.high == figure.low else figure.high,
        "source": figure.basis.source,
        "read": figure.basis.read,
    }

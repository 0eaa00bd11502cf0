"""Fields that take what people type, by the same rules and with the same sentences as a workbook.

What cannot be read stays in the field as it was typed, beside the sentence that says why.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goodstanding.engine import credits, wording
from goodstanding.engine.rules.model import Catalogue
from goodstanding.files.workbook import cells
from goodstanding.files.workbook.certifications import certification_named
from goodstanding.files.workbook.schema import Column, Type
from goodstanding.records.models import Branch
from goodstanding.services.checks import sentence
from goodstanding.services.organisations import time_zones

_CREDITS = Column("Credits", Type.CREDITS, "")
_MONEY = Column("Money", Type.MONEY, "")
_WHOLE = Column("Whole number", Type.WHOLE, "")
_NUMBER = Column("Number", Type.NUMBER, "")
_NOWHERE = ": see `goodstanding rules`."


class DayInput(forms.TextInput):
    """A day's control. Text that is no day is shown as text, for a day's control would drop it."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The control with the type that can show its value."""
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not isinstance(cells.day(str(shown)), date):
            context["widget"]["type"] = "text"
        return context


class DayField(forms.Field):
    """A day, from the control or as ISO text."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        """The day, or the sentence why it is none."""
        text = str(value or "").strip()
        found = cells.day(text) if text else None
        if isinstance(found, cells.Wrong):
            raise ValidationError(found.text)
        return found

    def prepare_value(self, value: Any) -> Any:
        """A day as the control wants it; typed text as it was typed."""
        return value.isoformat() if isinstance(value, date) else value


_EXPONENT = re.compile(r"\d[eE][+-]?\d")
_DOLLARS = re.compile(r"\$?\s*(?P<amount>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)", re.ASCII)


class _Cell(forms.Field):
    """A number typed as into a workbook's cell."""

    column: Column

    def to_python(self, value: Any) -> Any:
        """The whole hundredths, or the sentence why there are none."""
        found = self.read(value)
        return found if isinstance(found, int) else None

    def read(self, value: Any) -> Any:
        """What the workbook's reader makes of it."""
        text = str(value or "").strip()
        if _EXPONENT.search(text):
            raise ValidationError(f"“{text}” is not a plain number: write all of its digits.")
        found = cells.Known(self.column)[self.plain(text)]
        if isinstance(found, cells.Wrong):
            raise ValidationError(sentence(found.text))
        return found

    def plain(self, text: str) -> str:
        """What was typed, as the workbook's reader takes it."""
        return text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask a phone for the keyboard with digits."""
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}


class CreditsField(_Cell):
    """An amount of credits, in hundredths."""

    widget = forms.TextInput
    column = _CREDITS

    def prepare_value(self, value: Any) -> Any:
        """An amount as people write it."""
        return credits.show(value) if isinstance(value, int) else value


class MoneyField(_Cell):
    """An amount of money, in cents."""

    widget = forms.TextInput
    column = _MONEY

    def plain(self, text: str) -> str:
        """Without the currency's sign and the commas between thousands."""
        found = _DOLLARS.fullmatch(text)
        return found["amount"].replace(",", "") if found else text

    def prepare_value(self, value: Any) -> Any:
        """An amount as people write it."""
        if not isinstance(value, int):
            return value
        return f"{value // 100}.{value % 100:02}".removesuffix(".00")


class WholeField(_Cell):
    """A whole number of people or seats."""

    widget = forms.TextInput
    column = _WHOLE


class NumberField(_Cell):
    """A number with a fraction, such as 1.5."""

    widget = forms.TextInput
    column = _NUMBER

    def to_python(self, value: Any) -> Any:
        """The exact number, or the sentence why there is none."""
        return self.read(value)


class Searched(forms.TextInput):
    """A text control that offers a list to search in, without any script."""

    template_name = "widgets/searched.html"

    def __init__(self, offers: list[tuple[str, str]], attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.offers = offers

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The control and its list."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["attrs"]["list"] = f"{widget['attrs'].get('id', name)}_list"
        return {**context, "offers": self.offers}


class CertificationField(forms.CharField):
    """A certification by its code, its name or another name of it; gives the code."""

    def __init__(self, catalogue: Catalogue, **more: Any) -> None:
        offers = [(one.code, one.name) for one in catalogue.certifications.values()]
        attrs = {"autocapitalize": "characters"}
        super().__init__(widget=Searched(offers, attrs), max_length=200, **more)
        self.catalogue = catalogue

    def clean(self, value: Any) -> str:
        """The code, or the sentence that says which are close."""
        text = super().clean(value)
        if not text:
            return ""
        found = certification_named(self.catalogue, text)
        if isinstance(found, str):
            raise ValidationError(found.replace(_NOWHERE, ": look it up in the catalogue."))
        return found.code


class CertificationsField(forms.CharField):
    """Several certifications, separated by semicolons; gives their codes."""

    def __init__(self, catalogue: Catalogue, **more: Any) -> None:
        attrs = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        super().__init__(widget=forms.TextInput(attrs), max_length=500, **more)
        self.catalogue = catalogue

    def clean(self, value: Any) -> tuple[str, ...]:
        """The codes, or the sentences about those that are not known."""
        parts = [part.strip() for part in super().clean(value).replace(",", ";").split(";")]
        found = [certification_named(self.catalogue, part) for part in parts if part]
        wrong = [one for one in found if isinstance(one, str)]
        if wrong:
            sentence = ": look it up in the catalogue."
            raise ValidationError([one.replace(_NOWHERE, sentence) for one in wrong])
        return tuple(one.code for one in found if not isinstance(one, str))

    def prepare_value(self, value: Any) -> Any:
        """The codes as people write them."""
        return "; ".join(value) if isinstance(value, (list, tuple)) else value


class BodyField(forms.ChoiceField):
    """A body of the catalogue; gives its code."""

    def __init__(self, catalogue: Catalogue, **more: Any) -> None:
        super().__init__(choices=[(code, code) for code in catalogue.bodies], **more)


class ZoneField(forms.CharField):
    """A time zone by its name, such as America/Los_Angeles."""

    def __init__(self, **more: Any) -> None:
        offers = [(name, "") for name in sorted(time_zones()) if "/" in name]
        super().__init__(widget=Searched([*offers, ("UTC", "")]), max_length=64, **more)

    def clean(self, value: Any) -> str:
        """The name as it is written officially."""
        text = super().clean(value)
        names = {name.casefold(): name for name in time_zones()}
        found = names.get(text.replace(" ", "_").casefold())
        if found is None:
            raise ValidationError(
                f"“{text}” is no time zone: choose one from the list, such as America/Los_Angeles."
            )
        return found


class ApprovedField(forms.ChoiceField):
    """Whether the body has approved an activity: yes, no, or None while that is to be checked."""

    def __init__(self, **more: Any) -> None:
        choices = [("", "To be checked"), ("yes", "Yes"), ("no", "No")]
        super().__init__(choices=choices, required=False, **more)

    def clean(self, value: Any) -> bool | None:
        """The answer."""
        return {"yes": True, "no": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """The choice for an answer."""
        return {True: "yes", False: "no", None: ""}.get(value, value)


class BranchField(forms.ChoiceField):
    """A branch of the company, or none."""

    def __init__(self, branches: Sequence[Branch], none: str = "None", **more: Any) -> None:
        choices = [("", none), *((str(one.pk), one.name) for one in branches)]
        super().__init__(choices=choices, required=False, **more)
        self.branches = {str(one.pk): one for one in branches}

    def clean(self, value: Any) -> Branch | None:
        """The branch."""
        return self.branches.get(super().clean(value))


def said(field: forms.Field, value: Any) -> str:
    """What a field holds, for a sentence."""
    if value in (None, ""):
        return "blank"
    if isinstance(value, date):
        return wording.day(value)
    prepared = field.prepare_value(value)
    if isinstance(field, forms.ChoiceField):
        return dict(_flat(field)).get(str(prepared), str(prepared))
    return f"“{prepared}”"


def _flat(field: forms.ChoiceField) -> list[tuple[str, str]]:
    return [(str(key), str(title)) for key, title in field.choices]  # type: ignore[union-attr,misc] # flat lists only

"""What is typed about the yearly pattern, and about what a session teaches."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goodstanding.engine import credits
from goodstanding.engine.learning import Item
from goodstanding.records.models import Offering, TeachBack
from goodstanding.services.offerings import named
from goodstanding.services.pattern import PATTERN_KINDS, said
from goodstanding.services.sessions import EVENT
from goodstanding.web.forms.typed import Correcting, Typed

_LINE = re.compile(r"q\s*([1-4])\s*[:=]?\s*([a-z]+)(?:\s+(\S+))?", re.IGNORECASE | re.ASCII)


class ItemsField(forms.CharField):
    """The items, one in each line: "Q1 online 4"."""

    def __init__(self, **more: Any) -> None:
        widget = forms.Textarea({"rows": 8, "autocomplete": "off", "spellcheck": "false"})
        super().__init__(widget=widget, max_length=2_000, **more)

    def clean(self, value: Any) -> list[Item]:
        """The items by quarter."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return sorted(map(_item, lines), key=lambda one: one.quarter)


def _item(line: str) -> Item:
    found = _LINE.fullmatch(line)
    if not found or found[2].lower() not in PATTERN_KINDS:
        raise ValidationError(
            f"“{line}” is no item: write it such as Q1 online 4, of the kinds "
            f"{', '.join(PATTERN_KINDS)}."
        )
    try:
        amount = credits.parse(found[3]) if found[3] else None
    except credits.AmountError as error:
        raise ValidationError(f"{line}: {error}.") from None
    return Item(int(found[1]), found[2].lower(), amount or None)


class PatternForm(Correcting):
    """What belongs into each quarter."""

    items = ItemsField(
        label="Items",
        required=False,
        help_text="One in each line: the quarter, the kind, and how many credits it should bring "
        f"if that matters, such as Q1 online 4. Kinds: {', '.join(PATTERN_KINDS)}. "
        "Blank: the usual pattern",
    )


def pattern_text(items: Iterable[Item]) -> str:
    """The items as they are typed."""
    return "\n".join(f"Q{one.quarter} {said(one)}" for one in items)


class TeachForm(Typed):
    """The event that a session tells the others of."""

    def __init__(self, *args: Any, session: Offering, **more: Any) -> None:
        super().__init__(*args, **more)
        organisation = session.organisation
        events = Offering.objects.of(organisation).filter(kind=EVENT).order_by("-starts_on", "pk")
        self._events = {str(one.pk): one for one in events[:100]}
        taught = TeachBack.objects.of(organisation).filter(session=session).first()
        self.fields["event"] = forms.ChoiceField(
            label="Event",
            required=False,
            choices=[("", "None"), *((n, named(one)) for n, one in self._events.items())],
            initial=str(taught.event_id) if taught else "",
        )

    def clean_event(self) -> Offering | None:
        """The event itself."""
        return self._events.get(self.cleaned_data["event"])

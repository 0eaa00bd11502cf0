"""What is typed to have a plan made."""

from typing import Any, ClassVar

from django import forms

from goodstanding.services.planning_settings import SETTINGS
from goodstanding.services.year_plans import MOST_SECONDS, SECONDS, YEARS
from goodstanding.web.forms.typed import Typed

_OFF = {"autocomplete": "off", "inputmode": "decimal"}


class PlanForm(Typed):
    """Which year, and what is to be other than the company's settings."""

    groups: ClassVar = (
        ("", ("year", "keep", "seconds"), False),
        ("What if something else were set?", tuple(SETTINGS), True),
    )

    def __init__(self, *args: Any, year: int, own: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        years = [(one, str(one)) for one in range(year, year + YEARS + 1)]
        self.fields["year"] = forms.TypedChoiceField(
            label="Year", choices=years, coerce=int, initial=year + 1
        )
        self.fields["keep"] = forms.BooleanField(
            label="People keep the places that they have been told of",
            required=False,
            initial=True,
            help_text="What is approved or booked stays, as far as it can",
        )
        self.fields["seconds"] = forms.IntegerField(
            label="Seconds to look at most",
            min_value=1,
            max_value=MOST_SECONDS,
            initial=SECONDS,
            help_text="Small teams need one or two; large ones get a better plan with more",
        )
        for name, one in SETTINGS.items():
            now = own.get(name) or one.usual or "no limit"
            self.fields[name] = forms.CharField(
                label=one.title,
                required=False,
                max_length=200,
                help_text=f"{one.about.partition(';')[0]}. Blank: as set, {now}",
                widget=forms.TextInput(_OFF),
            )

    def changed(self) -> dict[str, str]:
        """The settings that are to be other than the company's."""
        return {name: self.cleaned_data[name] for name in SETTINGS if self.cleaned_data[name]}

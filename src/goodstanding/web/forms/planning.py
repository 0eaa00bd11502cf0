"""What is typed about days off and the planner's settings."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from goodstanding.engine.folding import fold
from goodstanding.records.models import DayOff, Organisation
from goodstanding.services.days_off import DayOffDetails
from goodstanding.services.planning_settings import SETTINGS, Settings
from goodstanding.web.forms.fields import DayField
from goodstanding.web.forms.members import PersonMeantField
from goodstanding.web.forms.typed import Correcting, Typed

_OFF = {"autocomplete": "off"}


class DayOffForm(Typed):
    """Days on which somebody, or everybody, is off or busy."""

    starts_on = DayField(label="From", help_text="First day")
    ends_on = DayField(label="To", required=False, help_text="Last day; blank: the first")
    kind = forms.ChoiceField(
        label="Kind",
        choices=[
            ("off", "Off: a holiday, leave"),
            ("busy", "Busy: nobody should be away then"),
        ],
        initial="off",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label="Why",
        max_length=200,
        required=False,
        help_text="Holiday, leave, freeze-ups …",
        widget=forms.TextInput(_OFF),
    )

    def __init__(self, *args: Any, organisation: Organisation, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = PersonMeantField(
            organisation,
            label="Person",
            required=False,
            help_text="By ID, e-mail address or name; blank: everybody",
        )
        self.order_fields(["person"])

    def details(self) -> DayOffDetails:
        """What was typed, for the verbs."""
        names = ("starts_on", "ends_on", "person", "kind", "why")
        return DayOffDetails(**{name: self.cleaned_data[name] for name in names})


class DayOffChangeForm(DayOffForm, Correcting):
    """Other days, somebody else's, or another kind."""


def kept_of(one: DayOff) -> dict[str, Any]:
    """What is kept of days off, as a form begins with it."""
    person = one.person
    return {
        "person": (person.number or person.email or person.name) if person else "",
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "kind": one.kind or "off",
        "why": one.why,
    }


class ServicesField(forms.CharField):
    """Which certification a service needs, one in each line: "water = WRT"."""

    def __init__(self, **more: Any) -> None:
        widget = forms.Textarea({"rows": 4, "autocomplete": "off", "spellcheck": "false"})
        super().__init__(widget=widget, max_length=10_000, **more)

    def clean(self, value: Any) -> dict[str, str]:
        """The certifications as they were typed, by service."""
        found: dict[str, tuple[str, str]] = {}
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            name, sign, needs = (part.strip() for part in line.partition("="))
            if not (name and sign and needs):
                raise ValidationError(
                    f"“{line.strip()}” is no service: write it such as water = WRT."
                )
            if fold(name) in found:
                raise ValidationError(f"“{name}” is there twice: remove one of them.")
            found[fold(name)] = (name, needs)
        return dict(found.values())


class PlanningForm(Correcting):
    """The planner's settings; what is blank is as usual."""

    groups: ClassVar = (
        ("People and days", ("max_out", "on_duty", "busy_factor"), False),
        ("Credits and money", ("margin", "submit_days", "year_target", "budget"), False),
        ("Services", ("services",), False),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, one in SETTINGS.items():
            usual = f". Blank: {one.usual}" if one.usual else ""
            self.fields[name] = forms.CharField(
                label=one.title,
                required=False,
                max_length=200,
                help_text=f"{one.about}{usual}",
                widget=forms.TextInput({**_OFF, "inputmode": "decimal"}),
            )
        self.fields["services"] = ServicesField(
            label="Services of your own",
            required=False,
            help_text="The certification that a service needs, one in each line, such as "
            "water = WRT. They go before the catalogue's",
        )

    def values(self) -> Mapping[str, str]:
        """The settings as they were typed."""
        return {name: self.cleaned_data[name] for name in SETTINGS}


def settings_of(found: Settings) -> dict[str, Any]:
    """The settings as a form begins with them."""
    services = "\n".join(f"{name} = {needs}" for name, needs in found.services)
    return {**{name: found.values.get(name, "") for name in SETTINGS}, "services": services}

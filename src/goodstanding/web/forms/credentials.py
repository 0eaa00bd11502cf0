"""What is typed about a credential: what is held, seen, restored, ended."""

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar

from django import forms

from goodstanding.engine.rules.model import Catalogue
from goodstanding.records.models import Fact
from goodstanding.services.credentials import CredentialDetails
from goodstanding.web.forms.fields import CertificationField, CreditsField, DayField
from goodstanding.web.forms.typed import Correcting, Groups, Typed

_KEPT = ("certification", "number", "issued_on", "tracked_from", "expires_on")


class CredentialForm(Typed):
    """A certification that somebody holds."""

    groups: ClassVar[Groups] = (
        ("", ("certification", "issued_on", "number"), False),
        ("More", ("expires_on", "tracked_from"), True),
    )
    number = forms.CharField(
        label="Number",
        max_length=80,
        required=False,
        help_text="The number on the certificate",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    issued_on = DayField(
        label="Issued on",
        required=False,
        help_text="As the certificate says. Blank: not known",
    )
    expires_on = DayField(
        label="Expires on",
        required=False,
        help_text="The date printed on a card that lives by its date; not for the IICRC",
    )
    tracked_from = DayField(
        label="Tracked from",
        required=False,
        help_text="Day from which your records are complete. Blank: the day of issue",
    )

    def __init__(self, *args: Any, catalogue: Catalogue, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["certification"] = CertificationField(
            catalogue,
            label="Certification",
            help_text="Its code or name: WRT, Applied Structural …",
        )
        self.order_fields(["certification", "issued_on", "number"])

    def details(self) -> CredentialDetails:
        """What was typed, for the verbs."""
        return CredentialDetails(**{name: self.cleaned_data[name] for name in _KEPT})


class CredentialAddForm(CredentialForm):
    """One more certification; it asks when the person holds this one already (`held`)."""

    groups: ClassVar[Groups] = (
        ("", ("certification", "again", "issued_on", "number"), False),
        *CredentialForm.groups[1:],
    )
    again = forms.BooleanField(
        label="It is a second one: record it besides", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, held: Collection[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.held = held

    def clean(self) -> dict[str, Any]:
        """Ask once whether it is meant to be held twice."""
        code = self.cleaned_data.get("certification")
        if code in self.held:
            self.fields["again"].widget = forms.CheckboxInput()
            if not self.cleaned_data["again"]:
                text = f"{code} is on record already: correct that one, or tick the box below."
                self.add_error("certification", text)
        return self.cleaned_data


class CredentialChangeForm(CredentialForm, Correcting):
    """Other details of a credential."""


def kept_of(fact: Fact) -> dict[str, Any]:
    """What is kept of a credential, as a form begins with it."""
    states = {name: fact.states.get(name) for name in _KEPT if name != "number"}
    days = {
        name: date.fromisoformat(value)
        for name, value in states.items()
        if value and name != "certification"
    }
    return {**states, **days, "number": fact.texts.get("number") or ""}


class ObserveForm(Typed):
    """What the body's own record shows."""

    deadline = DayField(
        label="Due on", required=False, help_text="The deadline as the body's own record shows it"
    )
    balance = CreditsField(
        label="Balance", required=False, help_text="Credits that the record shows; blank: not shown"
    )
    seen_on = DayField(label="Seen on", help_text="Day on which you saw the record")


class DayForm(Typed):
    """A day on which something happened to a credential."""

    day = DayField(label="Day")

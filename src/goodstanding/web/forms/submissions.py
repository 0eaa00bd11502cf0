"""What is typed about submissions: whom to submit, what was answered, the settings."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goodstanding.engine import credits, wording
from goodstanding.engine.rules.model import Catalogue
from goodstanding.files.transcripts import MOST_CHARACTERS
from goodstanding.services.submitting.fates import Said
from goodstanding.services.submitting.readiness import Ready
from goodstanding.services.submitting.settings import Submitting
from goodstanding.services.submitting.showing import Line
from goodstanding.web.forms.fields import BodyField, DayField, WholeField
from goodstanding.web.forms.typed import Correcting, Typed

_OFF = {"autocomplete": "off"}


class SubmitForm(Typed):
    """Who is submitted."""

    people = forms.MultipleChoiceField(
        label="Whose credits are sent", widget=forms.CheckboxSelectMultiple
    )
    by_hand = forms.BooleanField(
        label="As drafts: everybody sends his own",
        required=False,
        help_text="Whoever has not agreed that you submit for him gets a draft in any case",
    )
    all_the_same = forms.BooleanField(
        label="Send them all the same",
        required=False,
        help_text="Where something is in doubt, you have looked at it",
    )

    def __init__(self, *args: Any, ready: Sequence[Ready], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = {one.person.pk: one.person.name for one in ready if not one.stopped}
        field = self.fields["people"]
        field.choices = list(choices.items())  # type: ignore[attr-defined] # a choice field
        field.error_messages["required"] = "Nobody is chosen: tick whose credits are to go."

    def numbers(self) -> list[int]:
        """The people chosen."""
        return [int(one) for one in self.cleaned_data["people"]]


class OwnSubmitForm(Typed):
    """A technician's own letter; where something is in doubt he has looked at it."""

    def __init__(self, *args: Any, doubtful: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if doubtful:
            self.fields["all_the_same"] = forms.BooleanField(
                label="Write it all the same",
                required=False,
                help_text="Where something is in doubt, you have looked at it",
            )


class SentForm(Correcting):
    """A draft was sent by hand."""

    on = DayField(label="Sent on")


class DecideForm(Correcting):
    """Whether a letter of which nobody knows arrived."""

    arrived = forms.ChoiceField(
        label="What do you know",
        choices=[
            ("yes", "It arrived: do not send it again"),
            ("no", "It did not arrive: send the same letter again"),
        ],
        widget=forms.RadioSelect,
    )


class AnswerForm(Correcting):
    """What the body said of each credit."""

    def __init__(self, *args: Any, lines: Sequence[Line], **more: Any) -> None:
        super().__init__(*args, **more)
        self.lines = [line for line in lines if line.outcome == ""]
        self.fields["on"] = DayField(label="Answered on")
        for line in self.lines:
            hours = credits.show(line.amount)
            self.fields[f"credit-{line.fact.key}"] = forms.ChoiceField(
                label=f"{line.fact.texts.get('title') or 'No title'}, {hours}",
                choices=[("", "Nothing yet"), ("posted", "Posted"), ("rejected", "Rejected")],
                required=False,
            )
        self.fields["why"] = forms.CharField(
            label="Why it was rejected",
            required=False,
            max_length=500,
            widget=forms.TextInput(_OFF),
        )
        self.fields["text"] = forms.CharField(
            label="What was answered",
            required=False,
            max_length=10_000,
            widget=forms.Textarea({"rows": 4, **_OFF}),
        )

    def said(self) -> Said:
        """What was typed, for the verb."""
        chosen = {
            line.fact.key: self.cleaned_data[f"credit-{line.fact.key}"] for line in self.lines
        }
        return Said(
            self.cleaned_data["on"],
            tuple(key for key, outcome in chosen.items() if outcome == "posted"),
            tuple(key for key, outcome in chosen.items() if outcome == "rejected"),
            self.cleaned_data["why"],
            self.cleaned_data["text"],
        )


class TranscriptForm(Typed):
    """What the body's page about a registrant shows."""

    seen_on = DayField(label="Seen on", help_text="Day on which the page was copied")
    text = forms.CharField(
        label="Transcript",
        max_length=MOST_CHARACTERS,
        help_text="Open the profile or transcript on the body’s site, mark all of it, copy it and "
        "paste it here. A table with commas (CSV) is read as well.",
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", **_OFF}),
    )

    def __init__(self, *args: Any, catalogue: Catalogue, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"] = BodyField(catalogue, label="Body", initial="IICRC")
        self.order_fields(["body", "seen_on", "text"])


class ConsentForm(Typed):
    """Somebody agrees that the company submits for him."""

    given_on = DayField(label="Agreed on")
    how = forms.CharField(
        label="How",
        required=False,
        max_length=200,
        help_text="Signed paper, e-mail, said so at the team session …",
        widget=forms.TextInput(_OFF),
    )


class AddressesField(forms.CharField):
    """Addresses of bodies, one in each line: "IICRC = renewals@…"."""

    def __init__(self, catalogue: Catalogue, **more: Any) -> None:
        widget = forms.Textarea({"rows": 3, "spellcheck": "false", **_OFF})
        super().__init__(widget=widget, max_length=5_000, **more)
        self.catalogue = catalogue

    def clean(self, value: Any) -> dict[str, str]:
        """The addresses by the codes of the bodies."""
        found: dict[str, str] = {}
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            name, sign, address = (part.strip() for part in line.partition("="))
            body = self.catalogue.body(name)
            if not sign or body is None:
                known = wording.joined(list(self.catalogue.bodies)[:4])
                raise ValidationError(
                    f"“{line.strip()}” names no body: write it such as IICRC = "
                    f"someone@body.example. Bodies are {known} and others of the catalogue."
                )
            found[body.code] = address
        return found

    def prepare_value(self, value: Any) -> Any:
        """The addresses as people write them."""
        if isinstance(value, dict):
            return "\n".join(f"{code} = {address}" for code, address in sorted(value.items()))
        return value


class SubmittingForm(Correcting):
    """How credits are submitted."""

    sender = forms.CharField(
        label="Sent from",
        required=False,
        max_length=300,
        help_text="Your own address, such as Cascade Restoration <credits@cascade.example>. "
        "Blank: that of this installation",
        widget=forms.TextInput(_OFF),
    )
    chase_days = WholeField(
        label="Chase after", help_text="Days without an answer until a letter is to be chased"
    )
    unsent_days = WholeField(
        label="Alarm after", help_text="Days until hours that were earned should have been sent"
    )
    most_megabytes = WholeField(
        label="Largest letter", help_text="Megabytes; more certificates go in several letters"
    )

    def __init__(self, *args: Any, catalogue: Catalogue, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["addresses"] = AddressesField(
            catalogue,
            label="Addresses of bodies",
            required=False,
            help_text="Where they are not the catalogue’s, one in each line, such as "
            "RIA = certificates@body.example",
        )

    def values(self) -> Submitting:
        """What was typed, for the verb."""
        names = ("sender", "addresses", "chase_days", "unsent_days", "most_megabytes")
        return Submitting(**{name: self.cleaned_data[name] for name in names})

"""Forms for certificates: many files brought in, one certificate confirmed, one set aside."""

from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.facts import State
from goodstanding.files.guarded.limits import megabytes
from goodstanding.records.models import Organisation, Person
from goodstanding.services.credits import CreditDetails
from goodstanding.services.evidence import MOST_BYTES
from goodstanding.services.naming import named, offered
from goodstanding.web.forms.credits import STATES, ActivityFields, CreditForm
from goodstanding.web.forms.fields import (
    BodyField,
    CertificationField,
    CreditsField,
    DayField,
    Searched,
)
from goodstanding.web.forms.typed import Groups, Typed

MOST_FILES = 200
_CHECK = "Please check: it was not read for certain."
_MISSING = "It was not found: type it in if the certificate says it."


class _Files(forms.FileInput):
    """A control for several files; a phone offers its camera for pictures."""

    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files; each is judged where it is kept."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The files that were sent."""
        sent = data if isinstance(data, list) else [data] if data else []
        if not sent:
            super().clean(None, initial)
        if len(sent) > MOST_FILES:
            text = f"These are {len(sent)} files and {MOST_FILES} are the most at once."
            raise forms.ValidationError(f"{text} Bring the others afterwards.")
        return list(sent)


class BringForm(Typed):
    """Files with certificates, chosen or photographed."""

    file = _FilesField(
        label="Certificates",
        help_text=(
            f"PDFs or pictures, up to {megabytes(MOST_BYTES)} each. Several at once are welcome, "
            "and so is a PDF with several certificates. A phone offers its camera."
        ),
        widget=_Files(attrs={"accept": "image/*,application/pdf"}),
        error_messages={"required": "Choose the certificate, or photograph it."},
    )


class _Confirming(ActivityFields):
    """What all forms of a certificate have: what was read is marked where it is to be checked."""

    earned_on = DayField(label="Day of completion", help_text="The last day: the day that counts")
    joined = forms.BooleanField(required=False)
    known = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    def _is_open(self, names: tuple[str, ...]) -> bool:
        """What is folded away opens where something in it was typed or is to be mended."""
        changed = self.changed_data if self.is_bound else ()
        return any(name in self.errors or name in changed for name in names)

    def mark(self, unsure: set[str], missing: set[str]) -> None:
        """Say at the fields what is to be checked, and what is missing."""
        for name, field in self.fields.items():
            if name in unsure | missing:
                field.help_text = _CHECK if name in unsure else _MISSING
                field.unsure = True  # type: ignore[attr-defined] # for the template

    def join(self, words: str) -> None:
        """Offer to join a class in which others were, in these words; nothing: none."""
        if not words:
            self.fields["joined"].widget = forms.HiddenInput()
        self.fields["joined"].label = words

    def keys_known(self) -> list[UUID]:
        """The credits that stood beside the form as another ones."""
        found = []
        for text in self.cleaned_data["known"].split():
            try:
                found.append(UUID(text))
            except ValueError:
                continue
        return found


class ConfirmForm(_Confirming):
    """A certificate of anybody, for the office."""

    groups: ClassVar[Groups] = (
        ("", ("person", "title", "provider", "earned_on", "amount", "approved", "joined"), False),
        ("Credited by another body, too", ("also_body", "also_amount"), True),
        (
            "More",
            ("kind", "started_on", "body", "obtains", "state", "submitted_on", "posted_on"),
            True,
        ),
    )
    state = forms.ChoiceField(label="State", choices=STATES[1:-1], initial="earned")
    submitted_on = CreditForm.base_fields["submitted_on"]
    posted_on = CreditForm.base_fields["posted_on"]
    approved = CreditForm.base_fields["approved"]
    also_amount = CreditsField(label="Credits there", required=False, help_text="Such as 3.5")

    def __init__(
        self, *args: Any, organisation: Organisation, catalogue: Catalogue, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self._organisation = organisation
        others = [("", "None"), *((code, code) for code in catalogue.bodies)]
        self.fields["person"] = forms.CharField(
            label="Person",
            max_length=254,
            widget=Searched(offered(organisation)),
            error_messages={"required": "“Person” is missing: say whose certificate it is."},
        )
        self.fields["obtains"] = CertificationField(
            catalogue,
            label="Obtains",
            required=False,
            help_text="The certification that the course was taken for or renews",
        )
        self.fields["body"] = BodyField(catalogue, label="Body", initial="IICRC")
        self.fields["also_body"] = forms.ChoiceField(
            label="Other body", choices=others, required=False
        )

    def clean_person(self) -> Person:
        """The person who is meant."""
        found = named(self._organisation, self.cleaned_data["person"])
        if isinstance(found, str):
            raise forms.ValidationError(found)
        return found

    def clean(self) -> dict[str, Any]:
        """Another body has its own amount, and is another one."""
        typed = self.cleaned_data
        other, amount = typed.get("also_body"), typed.get("also_amount")
        if other and amount is None and "also_amount" not in self.errors:
            self.add_error("also_amount", "Type in how many credits it counts for there.")
        if amount is not None and not other:
            self.add_error("also_body", "Choose the body that credits it, too.")
        if other and other == typed.get("body"):
            self.add_error("also_body", f"The {other} is the first body already: choose another.")
        return typed

    def details(self) -> list[CreditDetails]:
        """The credit, and that of another body where there is one, for the verbs."""
        typed = self.cleaned_data
        one = CreditDetails(
            **{name: typed[name] for name in _SAID},
            state=State(typed["state"]),
            body=typed["body"],
            obtains=typed["obtains"] or None,
            submitted_on=typed["submitted_on"],
            posted_on=typed["posted_on"],
            approved=typed["approved"],
        )
        if not typed["also_body"]:
            return [one]
        also = replace(
            one, body=typed["also_body"], amount=typed["also_amount"], approved=None, obtains=None
        )
        return [one, also]


_SAID = ("title", "provider", "kind", "earned_on", "started_on", "amount")


class OwnConfirmForm(_Confirming):
    """A technician's own certificate, on a phone."""

    groups: ClassVar[Groups] = (
        ("", ("title", "provider", "earned_on", "amount", "joined"), False),
        ("More", ("kind", "started_on"), True),
    )

    def details(self) -> list[CreditDetails]:
        """What was earned, for the verbs."""
        said = {name: self.cleaned_data[name] for name in _SAID}
        return [CreditDetails(**said, state=State.EARNED)]


class AsideForm(Typed):
    """Why a certificate is not wanted."""

    why = forms.CharField(
        label="Why",
        max_length=500,
        help_text="Not a certificate, brought in twice, somebody else's … The file is kept.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )

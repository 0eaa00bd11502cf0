"""What is typed about credits of one person."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Fact
from goodstanding.services.credits import CreditDetails
from goodstanding.web.forms.fields import (
    ApprovedField,
    BodyField,
    CertificationField,
    CreditsField,
    DayField,
)
from goodstanding.web.forms.typed import Correcting, Typed

KINDS = [
    ("course", "Course"),
    ("online", "Online course"),
    ("event", "Conference or event"),
    ("booth", "Booth visit"),
    ("manufacturer", "Manufacturer's training"),
    ("session", "Team session"),
]
STATES = [
    ("planned", "Planned"),
    ("earned", "Earned, not sent yet"),
    ("submitted", "Submitted to the body"),
    ("posted", "Posted by the body"),
    ("rejected", "Rejected by the body"),
]
_OFF = {"autocomplete": "off"}
_DAYS = ("earned_on", "started_on", "submitted_on", "posted_on")
_TEXTS = ("title", "provider", "evidence")


class ActivityFields(Typed):
    """What was attended; the fields that every form about credits begins with."""

    title = forms.CharField(
        label="Activity",
        max_length=200,
        help_text="Title of the course or event, as the certificate says",
        widget=forms.TextInput(_OFF),
    )
    provider = forms.CharField(
        label="Provider",
        max_length=200,
        required=False,
        help_text="Who held it",
        widget=forms.TextInput(_OFF),
    )
    kind = forms.ChoiceField(label="Kind", choices=KINDS, initial="course")
    amount = CreditsField(
        label="Credits",
        required=False,
        help_text="Hours, such as 3.5. Leave it blank for a booth visit: it counts 2.",
    )
    started_on = DayField(label="First day", required=False, help_text="When it took several days")


class CreditForm(ActivityFields):
    """A credit of one person, in any state."""

    groups: ClassVar = (
        ("", ("title", "earned_on", "amount", "kind", "provider"), False),
        ("How far it has come", ("state", "submitted_on", "posted_on"), False),
        ("More", ("obtains", "started_on", "body", "approved", "evidence"), True),
    )
    earned_on = DayField(label="Earned on", help_text="Last day: the day that counts")
    state = forms.ChoiceField(label="State", choices=STATES, initial="earned")
    submitted_on = DayField(
        label="Submitted on", required=False, help_text="Day on which it was sent to the body"
    )
    posted_on = DayField(
        label="Posted on",
        required=False,
        help_text="Day on which the body put it on its record",
    )
    approved = ApprovedField(label="Approved by the body")
    evidence = forms.CharField(
        label="Evidence",
        max_length=500,
        required=False,
        help_text="Where the certificate of completion is",
        widget=forms.TextInput(_OFF),
    )

    def __init__(self, *args: Any, catalogue: Catalogue, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"] = BodyField(catalogue, label="Body", initial="IICRC")
        self.fields["obtains"] = CertificationField(
            catalogue,
            label="Obtains",
            required=False,
            help_text="The certification that the course was taken for or renews",
        )

    def details(self) -> CreditDetails:
        """What was typed, for the verbs."""
        typed = {name: self.cleaned_data[name] for name in self.fields if name not in _OURS}
        state, obtains = State(typed.pop("state")), typed.pop("obtains") or None
        return CreditDetails(state=state, obtains=obtains, **typed)


_OURS = {"once", "version"}


class CreditChangeForm(CreditForm, Correcting):
    """Other details of a credit, or its next state. One that came without a title may stay so."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["title"].required = bool(self.initial.get("title"))


class OwnCreditForm(ActivityFields):
    """A credit that a technician types in himself, on a phone."""

    groups: ClassVar = (
        ("", ("title", "earned_on", "amount", "state"), False),
        ("More", ("kind", "provider", "started_on"), True),
    )
    earned_on = DayField(label="Day", help_text="The last day, when it took several")
    state = forms.ChoiceField(
        label="Was it, or will it be?",
        choices=[("earned", "I was there"), ("planned", "I am going")],
        initial="earned",
        widget=forms.RadioSelect,
    )

    def details(self) -> CreditDetails:
        """What was typed, for the verbs."""
        typed = {name: self.cleaned_data[name] for name in self.fields if name not in _OURS}
        return CreditDetails(state=State(typed.pop("state")), **typed)


class OwnCreditChangeForm(OwnCreditForm, Correcting):
    """What a technician typed in himself, mended by him."""


def kept_of(fact: Fact) -> dict[str, Any]:
    """What is kept of a credit, as a form begins with it."""
    states = dict(fact.states)
    days = {name: date.fromisoformat(states[name]) for name in _DAYS if states.get(name)}
    texts = {name: fact.texts.get(name) or "" for name in _TEXTS}
    return {**states, "obtains": states.get("obtains") or "", **days, **texts}


class VoidForm(Correcting):
    """Why a credit does not count at all."""

    why = forms.CharField(
        label="Why",
        max_length=500,
        help_text="Recorded twice, somebody else's, never happened … It stays in the journal.",
        widget=forms.Textarea({"rows": 2}),
    )

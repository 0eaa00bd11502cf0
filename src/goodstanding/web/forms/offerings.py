"""What is typed about offerings and places in them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from goodstanding.engine.rules.model import Catalogue
from goodstanding.records.models import Branch, Enrolment, Offering
from goodstanding.services.activities import ActivityDetails
from goodstanding.services.attendance import Candidates
from goodstanding.services.enrolments import COMING, Place, PlaceDetails
from goodstanding.services.offerings import OfferingDetails
from goodstanding.web.forms.activities import PeopleField
from goodstanding.web.forms.credits import KINDS
from goodstanding.web.forms.fields import (
    ApprovedField,
    BodyField,
    BranchField,
    CertificationField,
    CertificationsField,
    CreditsField,
    DayField,
    MoneyField,
    NumberField,
    WholeField,
)
from goodstanding.web.forms.typed import Correcting, Typed

_OFF = {"autocomplete": "off"}
_LOCKED = "Keep it, whatever is planned"
_KEPT = (
    *("title", "provider", "kind", "starts_on", "ends_on", "amount", "price", "travel"),
    *("seats", "production_days", "city", "body", "approved", "requires", "obtains"),
)
PLACES = {
    Place.PROPOSED: "Proposed: not decided yet",
    Place.APPROVED: "Approved: to be booked",
    Place.BOOKED: "Booked: has a place",
    Place.ATTENDED: "Attended",
    Place.MISSED: "Missed: did not come",
    Place.CANCELLED: "Cancelled: the place is free again",
}


class OfferingForm(Typed):
    """Something that people could attend."""

    groups: ClassVar = (
        ("", ("title", "kind", "starts_on", "ends_on", "amount", "approved"), False),
        ("What it costs", ("price", "travel", "seats"), False),
        (
            "More",
            ("provider", "city", "production_days", "body", "requires", "obtains"),
            True,
        ),
    )
    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="What it is called",
        widget=forms.TextInput(_OFF),
    )
    kind = forms.ChoiceField(label="Kind", choices=KINDS, initial="course")
    starts_on = DayField(
        label="Starts on", required=False, help_text="First day; blank: online, at any time"
    )
    ends_on = DayField(label="Ends on", required=False, help_text="Last day; blank: the first")
    amount = CreditsField(
        label="Credits",
        required=False,
        help_text="Hours, such as 3.5. Blank: not known, counts nothing",
    )
    approved = ApprovedField(
        label="Approved by the body", help_text="Only what is approved counts in a plan"
    )
    price = MoneyField(label="Price", required=False, help_text="Per person")
    travel = MoneyField(label="Travel", required=False, help_text="Per person")
    seats = WholeField(
        label="Seats", required=False, help_text="Places for your people; blank: no limit"
    )
    provider = forms.CharField(
        label="Provider",
        max_length=200,
        required=False,
        help_text="Who holds it",
        widget=forms.TextInput(_OFF),
    )
    city = forms.CharField(
        label="City",
        max_length=120,
        required=False,
        help_text="Where it takes place",
        widget=forms.TextInput(_OFF),
    )
    production_days = NumberField(
        label="Production days",
        required=False,
        help_text="What one attendant loses; blank: worked out from kind and days",
    )

    def __init__(self, *args: Any, catalogue: Catalogue, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"] = BodyField(catalogue, label="Body", initial="IICRC")
        self.fields["requires"] = CertificationsField(
            catalogue,
            label="Requires",
            required=False,
            help_text="Certifications that an attendant must hold, separated by ;",
        )
        self.fields["obtains"] = CertificationField(
            catalogue,
            label="Obtains",
            required=False,
            help_text="The certification that it is taken for or renews",
        )

    def details(self) -> OfferingDetails:
        """What was typed, for the verbs."""
        return OfferingDetails(**{name: self.cleaned_data[name] for name in _KEPT})


class OfferingChangeForm(OfferingForm, Correcting):
    """Other details of an offering."""


def kept_of(offering: Offering) -> dict[str, Any]:
    """What is kept of an offering, as a form begins with it."""
    kept = {name: getattr(offering, name) for name in _KEPT}
    days = offering.production_days
    usual = {"kind": offering.kind or "course", "body": offering.body or "IICRC"}
    return {**kept, **usual, "production_days": Decimal(days) if days else None}


class _Enrolled(PeopleField):
    """The people who get a place."""

    nobody = "Nobody is chosen: tick whom to enrol."


class EnrolForm(Typed):
    """People who get a place."""

    groups: ClassVar[tuple[tuple[str, tuple[str, ...], bool], ...]] = (
        ("", ("state", "locked"), False),
    )
    state = forms.ChoiceField(
        label="State", choices=[(one.value, PLACES[one]) for one in COMING], initial="booked"
    )
    locked = forms.BooleanField(label=_LOCKED, required=False)
    search = forms.CharField(
        label="Name",
        max_length=200,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )

    def __init__(
        self, *args: Any, candidates: Candidates, branches: Sequence[Branch], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.candidates = candidates
        self.fields["people"] = _Enrolled(candidates, label="Whom to enrol")
        self.fields["branch"] = BranchField(branches, none="All branches", label="Branch")

    def details(self) -> PlaceDetails:
        """What was typed, for the verbs."""
        return _place(self.cleaned_data)


class EnrolOnlineForm(EnrolForm):
    """People who take an online course, by a day."""

    groups: ClassVar = (("", ("state", "on", "locked"), False),)
    on = DayField(label="Done by", required=False, help_text="Day by which it is done")


class PlaceForm(Correcting):
    """How far a place has come."""

    state = forms.ChoiceField(label="State")
    on = DayField(label="Done by", required=False, help_text="Day by which it is done")
    locked = forms.BooleanField(label=_LOCKED, required=False)

    def __init__(self, *args: Any, enrolment: Enrolment, **more: Any) -> None:
        super().__init__(*args, **more)
        states = [one for one in Place if one is not Place.ATTENDED or one == enrolment.state]
        self.fields["state"].choices = [(one.value, PLACES[one]) for one in states]  # type: ignore[attr-defined] # a ChoiceField
        if enrolment.offering.starts_on:
            del self.fields["on"]

    def details(self) -> PlaceDetails:
        """What was typed, for the verbs."""
        return _place(self.cleaned_data)


def _place(typed: dict[str, Any]) -> PlaceDetails:
    return PlaceDetails(Place(typed["state"]), typed.get("on"), typed["locked"])


def place_of(enrolment: Enrolment) -> dict[str, Any]:
    """What is kept of a place, as a form begins with it."""
    known = enrolment.state in {one.value for one in Place}
    return {
        "state": enrolment.state if known else Place.BOOKED.value,
        "on": enrolment.on,
        "locked": bool(enrolment.locked),
    }


class AttendedForm(Typed):
    """Who of the list came, when it ended, and for how many credits."""

    groups: ClassVar = (("", ("ended_on", "amount"), False),)
    ended_on = DayField(label="Day", help_text="The last day: the day that counts")
    amount = CreditsField(
        label="Credits",
        required=False,
        help_text="Hours, such as 3.5. A booth visit may leave it blank: 2",
    )

    def __init__(self, *args: Any, expected: Sequence[Enrolment], **more: Any) -> None:
        super().__init__(*args, **more)
        names = [(one.person_id, one.person.name) for one in expected]
        self.fields["people"] = PeopleField(
            Candidates([("On the list", names)], len(names), len(names)), label="Who attended"
        )

    def details(self, offering: Offering) -> ActivityDetails:
        """What was attended, for the verbs."""
        ended_on: date = self.cleaned_data["ended_on"]
        return ActivityDetails(
            title=offering.title,
            ended_on=ended_on,
            amount=self.cleaned_data["amount"],
            provider=offering.provider,
            kind=offering.kind or "course",
            started_on=_before(offering.starts_on, ended_on),
            body=offering.body or "IICRC",
            approved=offering.approved,
        )


def _before(starts_on: date | None, ended_on: date) -> date | None:
    """The first day, when it took several."""
    return starts_on if starts_on is not None and starts_on < ended_on else None

"""What is typed about a person."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms

from goodstanding.records.models import Branch, Person
from goodstanding.services.people import PersonDetails
from goodstanding.web.forms.fields import BranchField, DayField, MoneyField
from goodstanding.web.forms.typed import Correcting, Groups, Typed

_OFF = {"autocomplete": "off"}
_KEPT = ("name", "number", "email", "phone", "role", "hired_on", "day_cost")


class PersonForm(Typed):
    """Somebody whose certifications are kept."""

    groups: ClassVar[Groups] = (
        ("", ("name", "branch", "role"), False),
        ("", ("number", "email", "phone", "hired_on", "day_cost"), False),
    )
    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="First and last name",
        widget=forms.TextInput({**_OFF, "autocapitalize": "words"}),
    )
    role = forms.CharField(
        label="Role",
        max_length=80,
        required=False,
        help_text="Technician, lead, manager …",
        widget=forms.TextInput(_OFF),
    )
    number = forms.CharField(
        label="ID",
        max_length=80,
        required=False,
        help_text="Your own number or the registrant number; no two people share one",
        widget=forms.TextInput({**_OFF, "spellcheck": "false"}),
    )
    email = forms.CharField(
        label="Email",
        max_length=254,
        required=False,
        widget=forms.EmailInput(_OFF),
    )
    phone = forms.CharField(
        label="Phone",
        max_length=80,
        required=False,
        widget=forms.TextInput({**_OFF, "type": "tel", "inputmode": "tel"}),
    )
    hired_on = DayField(label="Hired on", required=False, help_text="First day employed")
    day_cost = MoneyField(
        label="Day cost", required=False, help_text="What a day away from production costs"
    )

    def __init__(self, *args: Any, branches: Sequence[Branch], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["branch"] = BranchField(branches, label="Branch")
        self.order_fields(["name", "branch", "role"])

    def details(self) -> PersonDetails:
        """What was typed, for the verbs."""
        typed = self.cleaned_data
        return PersonDetails(branch=typed["branch"], **{name: typed[name] for name in _KEPT})


class PersonAddForm(PersonForm):
    """One more person; it asks when somebody of this name is on the list already (`taken`)."""

    groups: ClassVar[Groups] = (
        ("", ("name", "another", "branch", "role"), False),
        *PersonForm.groups[1:],
    )
    another = forms.BooleanField(
        label="It is somebody else of the same name: add him or her besides",
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, taken: Callable[[str], bool], **more: Any) -> None:
        super().__init__(*args, **more)
        self.taken = taken
        self.order_fields(["name", "another", "branch", "role"])

    def clean(self) -> dict[str, Any]:
        """Ask once whether it is meant to be another person."""
        name = self.cleaned_data.get("name")
        if name and self.taken(name):
            self.fields["another"].widget = forms.CheckboxInput()
            if not self.cleaned_data["another"]:
                text = f"{name} is on the list already: open that page, or tick the box below."
                self.add_error("name", text)
        return self.cleaned_data


class PersonChangeForm(PersonForm, Correcting):
    """Other details of somebody."""


def kept_of(person: Person) -> dict[str, Any]:
    """What is kept of a person, as a form begins with it."""
    branch = "" if person.branch_id is None else str(person.branch_id)
    return {**{name: getattr(person, name) for name in _KEPT}, "branch": branch}


class LeaveForm(Correcting):
    """When somebody left."""

    left_on = DayField(
        label="Last day employed",
        required=False,
        help_text="Blank, for somebody who had left: works here again",
    )

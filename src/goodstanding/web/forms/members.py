"""What is typed about somebody who may sign in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from goodstanding.records.models import Membership, Organisation, Person
from goodstanding.services.access import Actor, Role
from goodstanding.services.naming import named, offered
from goodstanding.web.forms.fields import Searched
from goodstanding.web.forms.typed import Correcting, Typed

ROLES = {
    Role.OWNER: "Owner: everything",
    Role.MANAGER: "Manager: everything but owners and removing the demonstration",
    Role.COORDINATOR: "Coordinator: people, certifications, credits, import and export",
    Role.TECHNICIAN: "Technician: his own standing and his own credits",
    Role.AUDITOR: "Auditor: looks, and changes nothing",
}


class PersonMeantField(forms.CharField):
    """Somebody of the team, by ID, e-mail address or exact name."""

    def __init__(self, organisation: Organisation, **more: Any) -> None:
        super().__init__(widget=Searched(offered(organisation)), max_length=254, **more)
        self.organisation = organisation

    def clean(self, value: Any) -> Person | None:
        """The person, or the sentence why nobody can be meant."""
        text = super().clean(value)
        found = named(self.organisation, text) if text else None
        if isinstance(found, str):
            raise ValidationError(found)
        return found


class RoleForm(Typed):
    """A user's part in the company."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        given = [role for role in ROLES if role is not Role.OWNER or by.role is Role.OWNER]
        self.fields["role"].choices = [(role.value, ROLES[role]) for role in given]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["person"] = PersonMeantField(
            by.organisation,
            label="Person",
            required=False,
            help_text="For a technician: who he is on the team, by ID, e-mail address or name",
        )


class MemberForm(RoleForm):
    """Somebody new who may sign in."""

    email = forms.CharField(
        label="E-mail address",
        max_length=254,
        help_text="A code to sign in goes to this address",
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Name",
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "words"}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["email", "name", "role", "person"])

    def clean_email(self) -> str:
        """The address, if it is one."""
        text = str(self.cleaned_data["email"]).strip()
        try:
            validate_email(text)
        except ValidationError:
            raise ValidationError(
                f"“{text}” is no e-mail address: write it as name@company.com."
            ) from None
        return text


class MemberChangeForm(RoleForm, Correcting):
    """Another role."""


def kept_of(membership: Membership) -> dict[str, Any]:
    """What is kept of a membership, as a form begins with it."""
    person = membership.person
    meant = (person.number or person.email or person.name) if person else ""
    return {"role": membership.role, "person": meant}

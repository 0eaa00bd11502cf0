"""What is asked of somebody who comes in."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms

from goodstanding.web.forms.fields import ZoneField
from goodstanding.web.forms.typed import Typed


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc] # allauth has no types
    """The e-mail address that a code is sent to."""

    email = forms.EmailField(
        label="E-mail",
        error_messages={
            "required": "Type your e-mail address.",
            "invalid": "This is no e-mail address: write it as name@company.com.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def clean_email(self) -> str:
        """The address as it is kept: a code never goes to another one that only looks like it."""
        email: str = super().clean_email()
        return email.lower()


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc] # allauth has no types
    """The code from the message."""

    code = forms.CharField(
        label="Code",
        error_messages={"required": "Type the code from the message."},
        max_length=40,
        help_text="As in the message; valid for 15 minutes. Capitals and the dash do not matter",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )


class CompanyForm(Typed):
    """A new company."""

    name = forms.CharField(
        label="Name of the company",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    time_zone = ZoneField(
        label="Time zone",
        help_text="Where the company is, such as America/Los_Angeles: its days begin by it",
    )
    branches = forms.CharField(
        label="Branches",
        required=False,
        max_length=4000,
        help_text="One on each line; leave it blank when there is only one place",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def places(self) -> list[str]:
        """The branches as typed, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["branches"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))

"""What is typed about the company itself."""

from django import forms

from goodstanding.web.forms.fields import ZoneField
from goodstanding.web.forms.typed import Correcting, Typed


class CompanyForm(Correcting):
    """The company's name and where its days begin."""

    name = forms.CharField(
        label="Name", max_length=120, widget=forms.TextInput({"autocomplete": "organization"})
    )
    time_zone = ZoneField(
        label="Time zone", help_text="A day begins here; such as America/Los_Angeles"
    )


class BranchForm(Typed):
    """A place of work."""

    name = forms.CharField(
        label="Name", max_length=80, widget=forms.TextInput({"autocomplete": "off"})
    )


class BranchRenameForm(BranchForm, Correcting):
    """Another name of a place of work."""


class RulesForm(Correcting):
    """The company's own rules, as text."""

    text = forms.CharField(
        label="Rules",
        required=False,
        strip=False,
        widget=forms.Textarea(
            {
                "class": "code",
                "rows": 24,
                "spellcheck": "false",
                "autocapitalize": "off",
                "autocomplete": "off",
            }
        ),
    )

"""What is typed about an activity that many attended."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Activity, Branch
from goodstanding.services.activities import ActivityDetails
from goodstanding.services.attendance import Candidates
from goodstanding.web.forms.credits import STATES, ActivityFields
from goodstanding.web.forms.fields import ApprovedField, BodyField, BranchField, DayField
from goodstanding.web.forms.typed import Correcting, Typed

NARROW = "narrow"
"""The button that shows other people to choose from and records nothing."""
_KEPT = ("title", "ended_on", "amount", "provider", "kind", "started_on", "body", "approved")


class PeopleChoice(forms.CheckboxSelectMultiple):
    """People to tick, branch by branch."""

    template_name = "widgets/people.html"


class PeopleField(forms.MultipleChoiceField):
    """The people who attended, or are to; gives their numbers."""

    nobody = "Nobody is chosen: tick those who attended."

    def __init__(self, candidates: Candidates, **more: Any) -> None:
        super().__init__(choices=candidates.groups, widget=PeopleChoice, **more)
        self.error_messages["invalid_choice"] = "One of the people chosen is not on the team."

    def clean(self, value: Any) -> list[int]:
        """The numbers."""
        if not value:
            raise ValidationError(self.nobody)
        return [int(one) for one in super().clean(value)]


class PeopleFields(Typed):
    """Who attended, and how far their credits have come."""

    state = forms.ChoiceField(label="State", choices=STATES[:-1], initial="earned")
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
        self.fields["people"] = PeopleField(candidates, label="Who attended")
        self.fields["branch"] = BranchField(branches, none="All branches", label="Branch")

    def state_of_all(self) -> State:
        """How far the credits have come."""
        return State(self.cleaned_data["state"])


class ActivityForm(ActivityFields):
    """A class, an event or a booth visit."""

    ended_on = DayField(label="Day", help_text="The last day, when it took several")
    approved = ApprovedField(label="Approved by the body")

    def __init__(self, *args: Any, catalogue: Catalogue, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"] = BodyField(catalogue, label="Body", initial="IICRC")
        self.order_fields(["title", "ended_on", "amount", "kind", "provider", "started_on"])

    def details(self) -> ActivityDetails:
        """What was typed, for the verbs."""
        return ActivityDetails(**{name: self.cleaned_data[name] for name in _KEPT})


class ActivityChangeForm(ActivityForm, Correcting):
    """Other details of an activity."""


class AttendForm(ActivityForm, PeopleFields):
    """An activity and everybody who attended it."""

    groups: ClassVar = (
        ("", ("title", "ended_on", "amount", "kind", "state"), False),
        ("More", ("provider", "started_on", "body", "approved"), True),
    )


class MorePeopleForm(PeopleFields):
    """More people who attended an activity."""

    groups: ClassVar = (("", ("state",), False),)


def kept_of(activity: Activity) -> dict[str, Any]:
    """What is kept of an activity, as a form begins with it."""
    return {name: getattr(activity, name) for name in _KEPT}

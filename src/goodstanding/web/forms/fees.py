"""What is typed about a payment to a body."""

from datetime import date
from typing import Any

from goodstanding.engine.rules.model import Catalogue
from goodstanding.records.models import Fact
from goodstanding.services.fees import FeeDetails
from goodstanding.web.forms.fields import BodyField, DayField
from goodstanding.web.forms.typed import Correcting, Typed


class FeeForm(Typed):
    """A payment that keeps somebody registered with a body."""

    paid_through = DayField(label="Paid through", help_text="Last day paid for")
    paid_on = DayField(
        label="Paid on",
        required=False,
        help_text="Blank: without a gap after the payment before",
    )

    def __init__(self, *args: Any, catalogue: Catalogue, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"] = BodyField(catalogue, label="Body", initial="IICRC")
        self.order_fields(["body"])

    def details(self) -> FeeDetails:
        """What was typed, for the verbs."""
        typed = self.cleaned_data
        return FeeDetails(typed["body"], typed["paid_through"], typed["paid_on"])


class FeeChangeForm(FeeForm, Correcting):
    """Other details of a payment."""


def kept_of(fact: Fact) -> dict[str, Any]:
    """What is kept of a payment, as a form begins with it."""
    paid_on, through = fact.states["paid_on"], fact.states["paid_through"]
    return {
        "body": fact.states["body"],
        "paid_through": date.fromisoformat(through),
        "paid_on": date.fromisoformat(paid_on) if paid_on else None,
    }

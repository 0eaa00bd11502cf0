"""The one step that mends what a standing complains of: words for a button, and its address."""

from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from goodstanding.engine.rules.model import Catalogue, Kind
from goodstanding.engine.standing.answer import Counted, Coverage, Label, Lapse, Standing
from goodstanding.engine.standing.facts import State
from goodstanding.services.access import Actor, May


class Step(NamedTuple):
    """What a button says and where it leads."""

    words: str
    url: str


def step(
    actor: Actor, person: int, key: UUID, answer: Standing, catalogue: Catalogue
) -> Step | None:
    """The step for a credential; None where nothing is to be done or the role may not do it."""
    match answer.kind:
        case Label.LAPSED:
            return _mend(actor, person, key, answer, catalogue)
        case Label.LAPSED_AWAITING:
            return _on(actor, person, answer, State.SUBMITTED, "Mark as posted")
        case Label.SUBMIT:
            return _on(actor, person, answer, State.EARNED, "Mark as submitted")
        case Label.CHECK:
            return _look_up(actor, key, answer, catalogue)
        case Label.DUE_SOON | Label.BEHIND if answer.required is None:
            return _renew(actor, person, key, answer, catalogue)
        case Label.DUE_SOON | Label.BEHIND if actor.may(May.RECORD_CREDIT):
            return Step("Plan credits", reverse("credit_add", args=[person]) + "?state=planned")
    return None


def _mend(
    actor: Actor, person: int, key: UUID, answer: Standing, catalogue: Catalogue
) -> Step | None:
    if answer.reason is Lapse.FEE:
        allowed = actor.may(May.RECORD_FEE)
        return Step("Record the payment", reverse("fee_add", args=[person])) if allowed else None
    if answer.reason is Lapse.EXPIRED:
        return _renew(actor, person, key, answer, catalogue)
    if answer.coverage is Coverage.EARNED:
        return _on(actor, person, answer, State.EARNED, "Mark as submitted")
    if not actor.may(May.RESTORE):
        return None
    return Step("Record a re-test", reverse("credential_restore", args=[key]))


def _renew(
    actor: Actor, person: int, key: UUID, answer: Standing, catalogue: Catalogue
) -> Step | None:
    code = answer.certification
    if catalogue.certifications[code].kind is Kind.PRINTED:
        allowed = actor.may(May.CORRECT_CREDENTIAL)
        url = reverse("credential_change", args=[key])
        return Step("Type the new date", url) if allowed else None
    if not actor.may(May.RECORD_CREDIT):
        return None
    return Step("Record the renewal", reverse("credit_add", args=[person]) + f"?obtains={code}")


def _look_up(actor: Actor, key: UUID, answer: Standing, catalogue: Catalogue) -> Step | None:
    if catalogue.certifications[answer.certification].kind is Kind.CREDITS:
        url = reverse("credential_observe", args=[key])
        return Step("Type in the due date", url) if actor.may(May.OBSERVE) else None
    url = reverse("credential_change", args=[key])
    return Step("Type the expiry", url) if actor.may(May.CORRECT_CREDENTIAL) else None


def _on(actor: Actor, person: int, answer: Standing, state: State, words: str) -> Step | None:
    """A step on the credits of a state: the form of the only one, or the ledger of several."""
    if not actor.may(May.CORRECT_CREDIT):
        return None
    counted = (one for one in answer.reasons if isinstance(one, Counted))
    keys = [credit.source for one in counted for credit in one.credits if credit.state is state]
    if len(keys) == 1 and keys[0]:
        then = State.SUBMITTED if state is State.EARNED else State.POSTED
        return Step(words, reverse("credit_change", args=[keys[0]]) + f"?state={then}")
    return Step(words, reverse("person", args=[person]) + "#ledger")

"""How a company submits: from which address, to which, and after how many days it is alarmed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings as installation

from goodstanding.engine.rules.model import Body
from goodstanding.files.messages import Mailbox, is_address, mailbox
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Organisation, SubmissionSettings
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.verbs import verb

_TITLES = {
    "sender": "Sent from",
    "addresses": "Addresses of bodies",
    "chase_days": "Days until a letter is chased",
    "unsent_days": "Days until earned hours should be sent",
    "most_megabytes": "Largest letter, megabytes",
}
_BOUNDS = {"chase_days": (1, 365), "unsent_days": (1, 365), "most_megabytes": (1, 50)}


@dataclass(frozen=True, slots=True)
class Submitting:
    """The settings as they are typed. `addresses` are of bodies by their codes, where they are
    not the catalogue's."""

    sender: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)
    chase_days: int = 21
    unsent_days: int = 14
    most_megabytes: int = 10


def settings_of(organisation: Organisation) -> Submitting:
    """What is set for a company, or what is usual."""
    row = SubmissionSettings.objects.of(organisation).first()
    return Submitting() if row is None else Submitting(**{n: getattr(row, n) for n in _TITLES})


def change_submitting(*, by: Actor, values: Submitting) -> Submitting:
    """Other settings; letters that are made already stay as they are."""
    with verb(by, May.CHANGE_SUBMITTING) as draft:
        checks.refuse(_mistakes(by, values))
        before = settings_of(by.organisation)
        kept: dict[str, Any] = {name: getattr(values, name) for name in _TITLES}
        kept["sender"] = one_line(values.sender)
        for name, title in _TITLES.items():
            draft.changed("Submitting", title, _said(getattr(before, name)), _said(kept[name]))
        draft.what = "Changed how credits are submitted"
        SubmissionSettings.objects.of(by.organisation).update_or_create(
            organisation=by.organisation, defaults=kept
        )
    return settings_of(by.organisation)


def sender_of(organisation: Organisation) -> Mailbox:
    """The company's own address; that of the installation where it has set none."""
    set_for_it = mailbox(settings_of(organisation).sender)
    usual = mailbox(installation.DEFAULT_FROM_EMAIL) or Mailbox("", "goodstanding@localhost")
    return set_for_it or Mailbox(organisation.name, usual.address)


def address_of(settings: Submitting, body: Body) -> str:
    """Where a body takes certificates; "" where nobody has said."""
    return settings.addresses.get(body.code) or body.submissions or ""


def _said(value: Any) -> Any:
    if isinstance(value, Mapping):
        return [f"{code}: {address}" for code, address in sorted(value.items())] or None
    return value or None


def _mistakes(by: Actor, values: Submitting) -> Iterator[Finding]:
    if values.sender.strip() and mailbox(values.sender) is None:
        example = "Cascade Restoration <credits@cascade.example>"
        typed = one_line(values.sender)
        yield "sender", f"“{typed}” is no address: write it such as {example}."
    known = catalogue_of(by.organisation).bodies
    for code, address in values.addresses.items():
        if code not in known:
            yield "addresses", f"“{code}” is no body of the catalogue."
        if not is_address(address):
            yield "addresses", f"“{address}” is no mail address."
    for name, (least, most) in _BOUNDS.items():
        if not least <= getattr(values, name) <= most:
            yield name, f"It has to be from {least} to {most}."

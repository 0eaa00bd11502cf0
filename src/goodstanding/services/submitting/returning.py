"""The address that a delivery comes back to, from which it is known again.

What a mail server sends back need not name the letter; the address that it goes to is ours to
choose. Each delivery has one of its own: "submissions+NUMBER-PROOF@…". Nobody can make up a proof
without the secret key.
"""

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from goodstanding.records.models import Delivery

_SALT = "goodstanding.returning"
_TOKEN = re.compile(r"(\d{1,18})-([0-9a-f]{20})")


def address(number: int, message_id: str, sender: str) -> str:
    """Where a delivery comes back to: an address of its own, or the sender's where the settings
    name none."""
    if not settings.EMAIL_BOUNCES:
        return sender
    name, _, domain = settings.EMAIL_BOUNCES.rpartition("@")
    return f"{name}+{number}-{_proof(number, message_id)}@{domain}"


def is_ours(received: str) -> bool:
    """Whether a message to this address is something that came back, known or not."""
    return _behind_plus(received) is not None


def delivery_of(received: str) -> Delivery | None:
    """The delivery that an address is of; None when nobody was given it."""
    found = _TOKEN.fullmatch(_behind_plus(received) or "")
    if found is None:
        return None
    row: Delivery | None = (
        Delivery.every.filter(pk=int(found[1]))
        .select_related("submission__organisation", "submission__chases")
        .first()
    )
    if row is None or not constant_time_compare(
        found[2], _proof(row.pk, row.submission.message_id)
    ):
        return None
    return row


def _behind_plus(received: str) -> str | None:
    """What stands behind the plus; None where it is no address of ours."""
    if not settings.EMAIL_BOUNCES:
        return None
    name, _, domain = settings.EMAIL_BOUNCES.casefold().rpartition("@")
    local, _, at = received.strip().casefold().rpartition("@")
    start = f"{name}+"
    return local[len(start) :] if at == domain and local.startswith(start) else None


def _proof(number: int, message_id: str) -> str:
    """Why an address is believed. It changes with the secret key, and with the letter: numbers of
    another database prove nothing here."""
    return salted_hmac(_SALT, f"{number} {message_id}", algorithm="sha256").hexdigest()[:20]

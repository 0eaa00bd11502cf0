"""Who can sign in here, and links that sign in without a code.

Of a link's secret only the hash is kept. A link from `goodstanding user add` signs in once; a
local one is for the demonstration: it works again until it expires, for this machine only.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from goodstanding.records.models import Membership, Organisation, Person, SignInLink, User
from goodstanding.services.access import Wrong

ONCE = timedelta(hours=24)
"""How long a link that signs in once can wait."""
LOCAL = timedelta(days=7)
"""How long the demonstration's link works; each start makes a new one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A user as he is listed: his companies, each with his role."""

    email: str
    name: str
    is_active: bool
    companies: tuple[tuple[str, str], ...]


def nobody_yet() -> bool:
    """Whether nobody can sign in, because there is no user at all."""
    return not User.objects.exists()


def users() -> list[Line]:
    """Everybody who can sign in, by address."""
    found: dict[int, list[tuple[str, str]]] = {}
    for one in Membership.objects.select_related("organisation").order_by("organisation__name"):
        found.setdefault(one.user_id, []).append((one.organisation.name, one.role))
    return [
        Line(user.email, user.name, user.is_active, tuple(found.get(user.pk, ())))
        for user in User.objects.order_by("email")
    ]


def memberships(user: int) -> list[Membership]:
    """A user's parts in companies, the oldest first."""
    mine = Membership.objects.filter(user=user).select_related("organisation")
    return list(mine.order_by("pk"))


def may_look(*, user: User) -> bool:
    """Whether he may have a demonstration laid out for him: he has none yet."""
    return user.may_start and not any(one.organisation.is_demo for one in memberships(user.pk))


def called(name: str) -> list[Organisation]:
    """The companies of this installation with this name."""
    return list(Organisation.objects.filter(name__iexact=name.strip()).order_by("pk"))


def person_with(organisation: Organisation, email: str) -> Person:
    """The person whom a technician's address belongs to."""
    people = Person.objects.of(organisation).filter(email__iexact=email.strip(), left_on=None)
    if people.count() != 1:
        raise Wrong(
            "person",
            "A technician sees his own standing only: let exactly one person of the company have "
            "this e-mail address, then try again.",
        )
    return people.get()


def add_user(*, email: str, name: str = "", may_start: bool = False) -> User:
    """A user with this address, made when there is none; a name given replaces the old one.

    Whoever `may_start` can start companies of his own.
    """
    address = email.strip().casefold()
    try:
        validate_email(address)
    except ValidationError:
        raise Wrong("email", f"“{email}” is no e-mail address.") from None
    user = User.objects.filter(email=address).first()
    if user is None:
        return User.objects.create_user(address, name, may_start=may_start)
    user.name, user.may_start = name or user.name, user.may_start or may_start
    user.save(update_fields=["name", "may_start"])
    return user


def make_link(*, user: User) -> str:
    """The secret of a new link that signs in once, within a day."""
    secret = secrets.token_urlsafe(32)
    _forget_expired()
    SignInLink.objects.create(
        hash=_hash(secret), user=user, expires_at=timezone.now() + ONCE, local=False
    )
    return secret


def make_local_link(*, user: User) -> str:
    """The secret of a new link for this machine; earlier ones stop working."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        SignInLink.objects.filter(local=True).delete()
        SignInLink.objects.create(
            hash=_hash(secret), user=user, expires_at=timezone.now() + LOCAL, local=True
        )
    return secret


def holder(secret: str) -> SignInLink | None:
    """The link with this secret, while it works."""
    link = SignInLink.objects.filter(hash=_hash(secret), expires_at__gt=timezone.now())
    return link.filter(user__is_active=True).select_related("user").first()


def use_up(link: SignInLink) -> bool:
    """Take a link that signs in once; False when somebody else was quicker."""
    return SignInLink.objects.filter(pk=link.pk).delete()[0] == 1


def _forget_expired() -> None:
    SignInLink.objects.filter(expires_at__lte=timezone.now()).delete()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

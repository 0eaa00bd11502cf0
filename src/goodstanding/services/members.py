"""Verbs about who may sign in to a company, and as what."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from goodstanding.records.models import Membership, Person, User
from goodstanding.services import checks
from goodstanding.services.access import Actor, Forbidden, May, Role
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.verbs import verb


def grant(
    *, by: Actor, email: str, name: str, role: Role, person: Person | None = None
) -> Membership:
    """Give somebody a part in the company, or another part.

    A technician's `person` is himself. The name is taken only for somebody who has none: a user
    may belong to several companies, and none of them renames him for the others.
    """
    with verb(by, May.GRANT_ACCESS) as draft:
        checks.ours(by, person)
        address = one_line(email).casefold()
        now = _memberships(by).filter(user__email=address).first()
        _must_not_touch_owners(by, now, role)
        checks.refuse(_findings(by, address, name, role, person, now))
        user = now.user if now else _user(address, one_line(name))
        draft.about("user", user.pk)
        draft.changed(str(user), "Role", now.role if now else None, role.value)
        draft.changed(
            str(user),
            "Person",
            str(now.person) if now and now.person else None,
            person.name if person else None,
        )
        membership, _ = Membership.objects.update_or_create(
            user=user,
            organisation=by.organisation,
            defaults={"role": role.value, "person": person},
        )
        draft.what = f"Gave {user} access as {role.value}"
    return membership


def revoke(*, by: Actor, membership: Membership) -> None:
    """Take somebody's part in the company away."""
    with verb(by, May.REVOKE_ACCESS) as draft:
        checks.ours(by, membership)
        now = _memberships(by).get(pk=membership.pk)
        _must_not_touch_owners(by, now, None)
        checks.refuse(_last_owner(by, now, None))
        draft.about("user", now.user_id)
        draft.changed(str(now.user), "Role", now.role, None)
        draft.what = f"Took the access of {now.user} away"
        now.delete()


def _memberships(by: Actor) -> QuerySet[Membership]:
    return Membership.objects.filter(organisation=by.organisation).select_related("user", "person")


def _must_not_touch_owners(by: Actor, now: Membership | None, role: Role | None) -> None:
    """Only an owner makes, changes or removes owners."""
    touched = role is Role.OWNER or (now is not None and now.role == Role.OWNER)
    if touched and by.role is not Role.OWNER:
        raise Forbidden


def _findings(
    by: Actor, address: str, name: str, role: Role, person: Person | None, now: Membership | None
) -> Iterator[Finding]:
    try:
        validate_email(address)
    except ValidationError:
        yield "email", f"“{address}” is no e-mail address: write it as name@company.com."
    yield from checks.line("email", address, 254)
    yield from checks.line("name", name, 120)
    if role is Role.TECHNICIAN and person is None:
        yield "person", "A technician sees his own standing only: choose which person he is."
    if now is not None:
        yield from _last_owner(by, now, role)


def _last_owner(by: Actor, now: Membership, role: Role | None) -> Iterator[Finding]:
    if now.role != Role.OWNER or role is Role.OWNER:
        return
    if not _memberships(by).filter(role=Role.OWNER.value).exclude(pk=now.pk).exists():
        yield "role", f"{now.user} is the last owner: make somebody else an owner first."


def _user(address: str, name: str) -> User:
    user, _ = User.objects.get_or_create(email=address, defaults={"name": name})
    if not user.name and name:
        user.name = name
        user.save(update_fields=["name"])
    return user

"""Members of a company as those who act for it."""

from goodstanding.records.journal import Author
from goodstanding.records.models import Membership, Organisation, User
from goodstanding.services.access import Actor, Role
from goodstanding.services.clock import today_in


def actor_for(membership: Membership, name: str) -> Actor:
    """A membership as an actor, today."""
    return Actor(
        membership.organisation,
        Role(membership.role),
        Author(f"user:{membership.user_id}", name),
        today_in(membership.organisation),
        user=membership.user_id,
        person=membership.person_id,
    )


def acting(organisation: Organisation, user: User | None) -> Actor | None:
    """A user as a member of a company as he is now; None when he is none any more."""
    rows = Membership.objects.filter(organisation=organisation, user=user, user__is_active=True)
    membership = rows.select_related("organisation").first() if user else None
    return actor_for(membership, str(user)) if membership else None

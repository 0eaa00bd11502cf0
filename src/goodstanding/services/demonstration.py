"""The demonstration that `make run` shows: a user of its own, and a company on the first start."""

from django.conf import settings
from django.db import transaction

from goodstanding.records.models import User
from goodstanding.services.clock import today_at
from goodstanding.services.demo import lay_out
from goodstanding.services.signing_in import add_user

EMAIL = "dana.reyes@cascade.example"
NAME = "Dana Reyes"


def is_first_start() -> bool:
    """Whether the demonstration has never been laid out here."""
    return not User.objects.filter(email=EMAIL).exists()


def owner() -> User:
    """The user whom the demonstration belongs to; laid out on the first call, and never again
    when somebody has removed it."""
    if not is_first_start():
        return User.objects.get(email=EMAIL)
    with transaction.atomic():
        user = add_user(email=EMAIL, name=NAME, may_start=True)
        lay_out(user=user, on=today_at(settings.TIME_ZONE))
    return user

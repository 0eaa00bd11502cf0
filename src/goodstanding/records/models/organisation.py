"""Companies, their branches, and who may sign in to them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from goodstanding.records.bound import Bound


class Organisation(models.Model):
    """A company. `own_rules` is TOML over the catalogue; `removing` lets a demonstration go.

    `waiting` of `waiting_of` people are still to be judged anew because of `waiting_why`; None
    while nobody is. Pages say so.
    """

    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC")
    own_rules = models.TextField(blank=True, default="")
    is_demo = models.BooleanField(default=False)
    removing = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    waiting = models.BigIntegerField(null=True, blank=True)
    waiting_of = models.BigIntegerField(null=True, blank=True)
    waiting_why = models.TextField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Head(models.Model):
    """The end of a company's journal; verbs take this row under lock before they write."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class Branch(Bound):
    """A place of work of a company."""

    name = models.CharField(max_length=80)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="branch_name")
        ]

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    """People who can sign in; an address is compared without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this address."""
        return self.get(email=(username or "").strip().casefold())

    def create_user(self, email: str, name: str = "", *, may_start: bool = False) -> "User":
        """A new user, who signs in by a code or a link and has no password."""
        user = self.model(email=email.strip().casefold(), name=name, may_start=may_start)
        user.set_unusable_password()
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in, by a code sent to the e-mail address; there is no password.

    `may_start`: may start companies of his own here; whoever runs the installation says so.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True, default="")
    is_active = models.BooleanField(default=True)
    may_start = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = Users()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """What others call the user."""
        return str(self)


class Membership(models.Model):
    """A user's part in a company. A technician's `person` is himself."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    role = models.CharField(max_length=16)
    person = models.ForeignKey(
        "records.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership")
        ]


class SignInLink(models.Model):
    """A link that signs in once; only the hash of its secret is kept.

    A `local` one is for the demonstration: it works for this machine only, and until it expires.
    """

    hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    local = models.BooleanField(default=False)
    expires_at = models.DateTimeField()

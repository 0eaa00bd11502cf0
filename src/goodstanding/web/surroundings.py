"""What every page needs around it: who is signed in, and the menu that the role permits."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from goodstanding.records.models import Membership, Organisation
from goodstanding.services.access import May
from goodstanding.services.catching_up import progress
from goodstanding.services.signing_in import nobody_yet
from goodstanding.web.door import actor_of

MENU = (
    ("Today", "today", (May.SEE_TEAM,)),
    ("Team", "team", (May.SEE_TEAM,)),
    ("My standing", "mine", (May.SEE_OWN,)),
    ("Activities", "activities", (May.ATTEND,)),
    ("Plan", "plans", (May.PLAN,)),
    ("Learning", "learning", (May.ENROL,)),
    ("Offerings", "offerings", (May.CHANGE_OFFERINGS,)),
    (
        "Certificates",
        "certificates",
        (May.CONFIRM_CERTIFICATE, May.CONFIRM_OWN_CERTIFICATE),
    ),
    ("Submissions", "submissions", (May.SUBMIT,)),
    ("Catalogue", "catalogue", (May.SEE_TEAM, May.SEE_OWN)),
    ("Import and export", "imports", (May.IMPORT, May.EXPORT)),
    ("Journal", "journal", (May.SEE_JOURNAL,)),
    ("Settings", "settings", (May.CHANGE_ORGANISATION, May.CHANGE_BRANCHES)),
)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """The actor, his permissions by name, the menu, his other companies; how mail goes out.

    Nothing is asked of the database for a page that nobody is signed in to.
    """
    always = {"mail_in_files": not settings.EMAIL_URL, "nobody_yet": nobody_yet}
    actor = actor_of(request) if hasattr(request, "user") else None
    if actor is None:
        return {**always, "actor": None, "menu": [], "may": {}, "companies": []}
    return {
        **always,
        "actor": actor,
        "anew": progress(actor.organisation) if actor.may(May.SEE_TEAM) else None,
        "may": {one.name.lower(): actor.may(one) for one in May},
        "menu": [
            {"title": title, "url": reverse(name), "current": _current(request, reverse(name))}
            for title, name, needs in MENU
            if any(actor.may(one) for one in needs)
        ],
        "companies": _others(request),
        "may_start": getattr(request.user, "may_start", False),
    }


def _others(request: HttpRequest) -> list[Organisation]:
    """The companies to which the user can switch."""
    mine: list[Membership] = getattr(request, "memberships", [])
    return [one.organisation for one in mine[1:]]


def _current(request: HttpRequest, url: str) -> bool:
    return request.path == url if url == "/" else request.path.startswith(url)

"""`goodstanding user`: who can sign in."""

from typing import TYPE_CHECKING

import click

from goodstanding.cli.asking import Refused
from goodstanding.cli.django import ready
from goodstanding.cli.harmless import harmless

if TYPE_CHECKING:
    from goodstanding.records.models import Organisation, User
    from goodstanding.services.signing_in import Line

ROLES = ("owner", "manager", "coordinator", "technician", "auditor")


@click.group()
def user() -> None:
    """Who can sign in to the pages."""


@user.command()
@click.argument("email")
@click.option("--name", default="", help="What others call the user.")
@click.option("--organisation", help="The company, by its name. Left out: may start one.")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="owner",
    show_default=True,
    help="The part in that company.",
)
def add(email: str, name: str, organisation: str | None, role: str) -> None:
    """Let EMAIL sign in, and print a link that does so once within 24 hours.

    Without --organisation the user may start a company, or look at the demonstration. For somebody
    who is here already it prints another link.
    """
    ready()
    from goodstanding.services.access import Forbidden, Wrong
    from goodstanding.services.signing_in import add_user, make_link

    try:
        if organisation is None:
            made = add_user(email=email, name=name, may_start=True)
        else:
            made = _granted(_company(organisation), email, name, role)
    except (Wrong, Forbidden) as wrong:
        raise Refused(str(wrong) or "That is not permitted.") from None
    click.echo(f"{harmless(made.email)} can sign in. This link does so once within 24 hours:")
    click.echo(f"{_address()}/sign-in/{make_link(user=made)}/")


@user.command(name="list")
def list_() -> None:
    """List everybody who can sign in, with companies and roles."""
    ready()
    from goodstanding.services.signing_in import users

    found = users()
    for one in found:
        click.echo(harmless(_line(one)))
    if not found:
        click.echo("Nobody yet: goodstanding user add you@company.example", err=True)


def _line(one: "Line") -> str:
    name = f"  {one.name}" if one.name else ""
    parts = ", ".join(f"{role} of {company}" for company, role in one.companies) or "no company"
    return f"{one.email}{name}  {parts}{'' if one.is_active else '  (may not sign in)'}"


def _company(name: str) -> "Organisation":
    from goodstanding.services.signing_in import called

    found = called(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"{len(found)} companies here are called “{harmless(name)}”: rename one.")
    raise Refused(
        f"There is no company “{harmless(name)}” here. Leave --organisation out: "
        "the user can then start it in the browser."
    )


def _granted(organisation: "Organisation", email: str, name: str, role: str) -> "User":
    from goodstanding.records.journal import Author
    from goodstanding.services.access import Actor, Role
    from goodstanding.services.clock import today_in
    from goodstanding.services.members import grant
    from goodstanding.services.signing_in import person_with

    author = Author("system", "goodstanding user add")
    by = Actor(organisation, Role.OWNER, author, today_in(organisation))
    person = person_with(organisation, email) if role == Role.TECHNICIAN else None
    return grant(by=by, email=email, name=name, role=Role(role), person=person).user


def _address() -> str:
    """Where the pages are, as far as the settings tell."""
    from django.conf import settings

    if settings.PRODUCTION:
        return f"https://{settings.HOSTS[0].removeprefix('.')}"
    return f"http://127.0.0.1:{settings.PORT}"

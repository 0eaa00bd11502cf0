"""Which company a command is about, and who acts: this machine's operator."""

from typing import TYPE_CHECKING

import click

from goodstanding.cli.asking import Refused
from goodstanding.cli.harmless import harmless

if TYPE_CHECKING:
    from goodstanding.records.models import Organisation
    from goodstanding.services.access import Actor

organisation_option = click.option(
    "--organisation", help="The company, by its name; may be left out when there is only one."
)


def operator_of(organisation: "Organisation", command: str) -> "Actor":
    """The operator, acting for a company."""
    from goodstanding.records.journal import Author
    from goodstanding.services.access import Actor, Role
    from goodstanding.services.clock import today_in

    author = Author("system", f"goodstanding {command}")
    return Actor(organisation, Role.OWNER, author, today_in(organisation))


def company_called(name: str | None) -> "Organisation":
    """The company meant; Refused when it is not clear which."""
    from goodstanding.services.companies import companies

    found = companies(name)
    if len(found) == 1:
        return found[0]
    if name is None:
        raise Refused(
            f"There are {len(found)} companies here: say which with --organisation."
            if found
            else "There is no company here yet: start one in the browser, with goodstanding serve."
        )
    if found:
        raise Refused(f"{len(found)} companies here are called “{harmless(name)}”: rename one.")
    raise Refused(f"There is no company “{harmless(name)}” here.")

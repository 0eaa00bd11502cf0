"""What the installation is made of, and how it reaches people: versions, mail."""

import platform
from pathlib import Path

import django
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder

import goodstanding
from goodstanding.services import mailing
from goodstanding.services.health.line import Line, Lines, ill, look


def mail(home: Path) -> Lines:
    """Whether mail goes to a server, and whether the last message went."""
    failure = mailing.last_failure(home)
    if failure:
        told = f"The last message could not be sent ({failure.why}), {failure.at}."
        remedy = (
            "Does the mail server answer, and are name and password in EMAIL_URL right? Until then "
            "nobody gets a code: goodstanding user add prints a link for an address."
        )
        yield ill("mail", "Mail", told, remedy)
    elif not settings.EMAIL_URL:
        told = "Messages are written as files into the data folder."
        yield look(
            "mail", "Mail", told, "Set EMAIL_URL to a mail server, as docs/settings.md says."
        )
    else:
        yield Line("mail", "Mail", "Messages go to the mail server of EMAIL_URL.")


def versions() -> Lines:
    """What runs here."""
    try:
        rows = MigrationRecorder(connection).migration_qs.filter(app="records")
        shape = max(rows.values_list("name", flat=True), default="none")
    except Error:
        shape = "not known"
    told = (
        f"Good Standing {goodstanding.__version__}, Python {platform.python_version()}, "
        f"Django {django.get_version()}, {connection.display_name}, schema {shape}."
    )
    yield Line("versions", "Versions", told)

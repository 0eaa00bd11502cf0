"""`goodstanding certificate`: what was read of certificates of completion, and how sure it is."""

import sys
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodstanding.cli.asking import Refused, existing, format_option
from goodstanding.cli.harmless import harmless
from goodstanding.cli.progress import watched

if TYPE_CHECKING:
    from goodstanding.files.certificates.found import Certificate, Found, Reading


@click.command()
@click.argument("files", metavar="FILE...", type=existing, nargs=-1, required=True)
@format_option("table", "json")
@click.pass_context
def certificate(ctx: click.Context, files: tuple[Path, ...], shape: str) -> None:
    """Show what is read of certificates of completion: PDFs, scans and photographs.

    A value marked with ? is not certain: compare it with the paper. Nothing is recorded.
    """
    readings = [(file, _read(file)) for file in watched(files, "Reading")]
    if shape == "json":
        _write_json(readings)
    else:
        from goodstanding.cli.show.certificates import show_certificates  # rich is slow to import

        show_certificates([(file.name, reading) for file, reading in readings])
    if any(not reading.how for _, reading in readings):
        ctx.exit(2)


def _read(file: Path) -> "Reading":
    from goodstanding.files.certificates.reading import LIMITS, read

    try:
        with file.open("rb") as opened:
            content = opened.read(LIMITS.file + 1)
    except OSError as error:
        raise Refused(f"“{harmless(str(file))}” cannot be read: {error.strerror}.") from None
    return read(content)


def _write_json(readings: "list[tuple[Path, Reading]]") -> None:
    from goodstanding.cli.answers import write_list

    sys.stdout.write("{")
    write_list("files", (_file(file, reading) for file, reading in readings))
    sys.stdout.write("}\n")


def _file(file: Path, reading: "Reading") -> dict[str, Any]:
    return {
        "file": file.name,
        "pages": reading.pages,
        "how": reading.how,
        "refused": reading.refused,
        "certificates": [_certificate(one) for one in reading.certificates],
    }


def _certificate(one: "Certificate") -> dict[str, Any]:
    values = {
        field.name: _found(getattr(one, field.name))
        for field in fields(one)
        if field.name != "page"
    }
    return {"page": one.page, **values}


def _found(found: "Found[Any] | None") -> dict[str, Any] | None:
    if found is None:
        return None
    value = found.value
    if isinstance(value, Decimal):
        value = int(value) if value == int(value) else float(value)
    return {
        "value": value if isinstance(value, str | int | float) else str(value),
        "sure": found.sure,
    }

"""Certificates that wait to be confirmed at the demonstration company; all of them invented.

They are small PDFs, and what is read of them is laid out with them, so that nobody has to wait.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from goodstanding.engine import wording
from goodstanding.files.certificates.found import Certificate, Found, Reading
from goodstanding.services.access import Actor
from goodstanding.services.certificates import reading
from goodstanding.services.certificates.bringing import bring, waiting_of

_SCHOOL, _MAKER = "Truckee Training School", "Basin Equipment Co."
_MOISTURE = "Moisture meters in practice"


class Paper(NamedTuple):
    """A file with a certificate for each name; `day` from the day of the demonstration."""

    file: str
    names: tuple[str, ...]
    title: str
    provider: str
    day: int
    hours: str


PAPERS = (
    Paper("odor-control.pdf", ("Tom Becker",), "Odor control online", _SCHOOL, -6, "4"),
    Paper("mold.pdf", ("Maria Lopez",), "Mold documentation online", _SCHOOL, -2, "3"),
    Paper("expo.pdf", ("Lukasz Kowalski",), "Desert Drying Expo", _MAKER, -35, "2"),
    Paper("moisture.pdf", ("Ben Carter", "Grace Okafor"), _MOISTURE, _MAKER, -4, "1"),
)


def lay_out_certificates(by: Actor) -> None:
    """Bring the certificates in, read."""
    for paper in PAPERS:
        on = by.today + timedelta(days=paper.day)
        pages = [_lines(paper, name, on) for name in paper.names]
        file = bring(by=by, name=paper.file, content=_pdf(pages)).file
        one = waiting_of(file)
        if one is not None:
            found = tuple(_read(paper, page, on) for page in range(1, len(pages) + 1))
            reading.keep(one, Reading(found, len(pages), "text", ""))


def _read(paper: Paper, page: int, on: date) -> Certificate:
    return Certificate(
        page=page,
        holder=Found(paper.names[page - 1], sure=True),
        title=Found(paper.title, sure=True),
        provider=Found(paper.provider, sure=paper.provider == _SCHOOL),
        completed_on=Found(on, sure=True),
        hours=Found(Decimal(paper.hours), sure=True),
    )


def _lines(paper: Paper, name: str, on: date) -> list[tuple[int, str]]:
    """A certificate line by line, each with its size in points."""
    return [
        (18, paper.provider),
        (30, "Certificate of Completion"),
        (12, "This certifies that"),
        (24, name),
        (12, "has successfully completed"),
        (18, paper.title),
        (12, f"on {wording.day(on)}"),
        (12, f"Continuing education credits: {paper.hours}"),
        (9, "An invented certificate of a company that does not exist."),
    ]


def _pdf(pages: list[list[tuple[int, str]]]) -> bytes:
    """A PDF with lines of text below each other on each page."""
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for place, lines in enumerate(pages):
        drawn = "BT 72 520 Td " + " ".join(_drawn(size, text) for size, text in lines) + " ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 792 612] /Resources "
            f"<< /Font << /F 3 0 R >> >> /Contents {5 + 2 * place} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    return _file(objects)


def _drawn(size: int, text: str) -> str:
    plain = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"/F {size} Tf 0 -{size * 2} Td ({plain}) Tj"


def _file(objects: list[str]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()

"""Certificates for tests: small PDFs written by hand, line by line. All is invented."""

from dataclasses import dataclass

WIDTH, HEIGHT = 792, 612
_FONT = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding << /Type /Encoding "
    b"/BaseEncoding /WinAnsiEncoding /Differences [1 /Lslash /lslash /sacute /nacute] >> >>"
)


@dataclass(frozen=True)
class Line:
    """Text at a place from the left and the top; without `left` it stands in the middle."""

    text: str
    top: float
    size: float = 14
    left: float | None = None


def pdf(*pages: list[Line], turned: int = 0) -> bytes:
    """A PDF with these pages."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _FONT,
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {turned} "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>".encode()
        )
        drawn = b"\n".join(map(_drawn, lines))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _file(objects)


def _drawn(line: Line) -> bytes:
    left = (WIDTH - 0.6 * line.size * len(line.text)) / 2 if line.left is None else line.left
    special = line.text.translate(str.maketrans("Łłśń", "\x01\x02\x03\x04"))
    text = (
        special.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    )
    place = f"{left:.1f} {HEIGHT - line.top - line.size:.1f}".encode()
    return b"BT /F %g Tf %s Td (%s) Tj ET" % (line.size, place, text)


def _file(objects: list[bytes]) -> bytes:
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return content + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        end,
    )


def centred(*texts: str | tuple[str, float]) -> list[Line]:
    """Lines below each other in the middle of a page; with a size where one is given."""
    lines, top = [], 40.0
    for one in texts:
        text, size = one if isinstance(one, tuple) else (one, 12)
        lines.append(Line(text, top, size))
        top += 1.6 * size
    return lines


def form(*rows: tuple[str, str]) -> list[Line]:
    """Labels on the left, what belongs to them beside."""
    return [
        line
        for number, (label, value) in enumerate(rows)
        for line in (
            Line(label, 60 + 24 * number, 12, 60),
            Line(value, 60 + 24 * number, 12, 260),
        )
    ]


DIPLOMA = centred(
    ("Drywell Academy of Restoration", 18),
    ("Certificate of Completion", 30),
    "This certifies that",
    ("José Núñez", 24),
    "has successfully completed",
    ("Water Damage Restoration Technician", 18),
    "on March 3-5, 2026",
    "and has earned 19 IICRC continuing education credits",
    "Certificate No. WRT-2026-00123",
)

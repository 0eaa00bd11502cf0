"""Certificates in pictures: recognised on this machine, whichever way up they lie."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from goodstanding.files.certificates.found import Certificate, Found
from goodstanding.files.certificates.reading import read

LINES = (
    ("Drywell Academy of Restoration", 40),
    ("Certificate of Completion", 60),
    ("This certifies that", 30),
    ("Mary O'Brien", 56),
    ("has successfully completed", 30),
    ("Applied Structural Drying", 44),
    ("on March 3-5, 2026", 30),
    ("14 CECs", 30),
)
READ = Certificate(
    page=1,
    holder=Found("Mary O'Brien", sure=True),
    title=Found("Applied Structural Drying", sure=True),
    provider=Found("Drywell Academy of Restoration", sure=True),
    completed_on=Found(date(2026, 3, 5), sure=True),
    hours=Found(Decimal(14), sure=True),
)


def _photo(turned: float) -> bytes:
    paper = Image.new("RGB", (1100, 800), "white")
    pen = ImageDraw.Draw(paper)
    top = 60
    for text, size in LINES:
        pen.text((550, top), text, "black", ImageFont.load_default(size), anchor="ma")
        top += round(1.7 * size)
    file = BytesIO()
    paper.rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor="white").save(
        file, "JPEG", quality=90
    )
    return file.getvalue()


def test_a_photograph_is_read_that_was_taken_sideways_and_not_quite_straight() -> None:
    reading = read(_photo(273))
    assert (reading.certificates, reading.how, reading.refused) == ((READ,), "picture", "")

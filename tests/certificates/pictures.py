"""PDFs as people send them: scanned in grey, or photographed on a desk."""

from io import BytesIO
from math import cos, radians, sin
from random import Random

import numpy
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_POINTS = 72
_ORIENTATION = 0x0112
_TURNED = {0: 1, 90: 8, 180: 3, 270: 6}
"""What a camera notes when the picture is turned anticlockwise by so many degrees."""


def drawn_pages(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Each page as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / _POINTS).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def scan(pdf: bytes, seed: int) -> bytes:
    """A PDF that holds only pictures: grey, slightly askew, with specks; 150 to 200 dpi."""
    chance = Random(f"scan {seed}")
    dpi = chance.choice((150, 200))
    file = BytesIO()
    paper = Canvas(file, invariant=1)
    for page in drawn_pages(pdf, dpi):
        grey = page.convert("L").rotate(
            chance.uniform(-0.7, 0.7), Image.Resampling.BICUBIC, fillcolor=250
        )
        grey = _speckled(grey, chance.uniform(4, 10), chance.getrandbits(32))
        wide, high = grey.size
        points = (wide * _POINTS / dpi, high * _POINTS / dpi)
        paper.setPageSize(points)
        paper.drawImage(ImageReader(_as_jpeg(grey, 80)), 0, 0, *points)
        paper.showPage()
    paper.save()
    return file.getvalue()


def photo(pdf: bytes, seed: int) -> bytes:
    """A JPEG of the first page on a desk: in perspective, askew, unevenly lit, at times turned."""
    chance = Random(f"photo {seed}")
    page = drawn_pages(pdf, 180)[0]
    desk = _on_desk(page, chance)
    lit = _lit(desk, chance)
    turned = chance.choice((0, 0, 0, 90, 180, 270))
    lit = lit.rotate(turned, expand=True)
    noted = turned and chance.random() < 0.5
    exif = Image.Exif()
    if noted:
        exif[_ORIENTATION] = _TURNED[turned]
    file = BytesIO()
    lit.save(file, "JPEG", quality=chance.randrange(62, 88), exif=exif)
    return file.getvalue()


def _on_desk(page: Image.Image, chance: Random) -> Image.Image:
    """The page seen from slightly aside, up to 3 degrees askew, on a brown or grey desk."""
    wide, high = page.size
    margin = int(0.08 * max(page.size))
    size = (wide + 2 * margin, high + 2 * margin)
    askew = radians(chance.uniform(-3, 3))
    corners = []
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x, y = x * wide / 2, y * high / 2
        away = chance.uniform(-0.025, 0.025) * wide, chance.uniform(-0.025, 0.025) * high
        at = x * cos(askew) - y * sin(askew), x * sin(askew) + y * cos(askew)
        corners.append((at[0] + away[0] + size[0] / 2, at[1] + away[1] + size[1] / 2))
    flat = ((0, 0), (wide, 0), (wide, high), (0, high))
    how = _perspective(corners, flat)
    seen = page.transform(size, Image.Transform.PERSPECTIVE, how, Image.Resampling.BICUBIC)
    paper = Image.new("L", page.size, 255).transform(size, Image.Transform.PERSPECTIVE, how)
    desk = Image.new("RGB", size, chance.choice(((96, 72, 50), (70, 74, 80), (150, 130, 105))))
    desk = _speckled(desk, 9, chance.getrandbits(32)).filter(ImageFilter.GaussianBlur(2))
    desk.paste(seen, mask=paper)
    return desk


def _perspective(seen: list[tuple[float, float]], flat: tuple[tuple[int, int], ...]) -> list[float]:
    """The eight numbers by which Pillow finds for each point seen the point of the page."""
    rows, right = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return list(numpy.linalg.solve(numpy.array(rows, float), numpy.array(right, float)))


def _lit(picture: Image.Image, chance: Random) -> Image.Image:
    """Brighter towards one side, with a soft shadow, slightly blurred, with the camera's noise."""
    wide, high = picture.size
    across, down = (numpy.linspace(-1, 1, n, dtype=numpy.float32) for n in (wide, high))
    x, y = across[None, :], down[:, None]
    towards = radians(chance.uniform(0, 360))
    light = 0.82 + chance.uniform(0.06, 0.16) * (x * cos(towards) + y * sin(towards))
    at = chance.uniform(-1, 1), chance.uniform(-1, 1)
    light -= 0.18 * numpy.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / 0.3)
    warm = numpy.float32((1.0, chance.uniform(0.95, 1.0), chance.uniform(0.86, 0.98)))
    shown = numpy.asarray(picture, numpy.float32) * light[:, :, None] * warm
    blurred = Image.fromarray(shown.clip(0, 255).astype(numpy.uint8))
    blurred = blurred.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 0.9)))
    return _speckled(blurred, chance.uniform(3, 7), chance.getrandbits(32))


def _speckled(picture: Image.Image, strength: float, seed: int) -> Image.Image:
    shown = numpy.asarray(picture, numpy.float32)
    noise = numpy.random.default_rng(seed).standard_normal(shown.shape[:2], numpy.float32)
    noise = noise if shown.ndim == 2 else noise[:, :, None]
    return Image.fromarray((shown + strength * noise).clip(0, 255).astype(numpy.uint8))


def _as_jpeg(picture: Image.Image, quality: int) -> BytesIO:
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality)
    file.seek(0)
    return file

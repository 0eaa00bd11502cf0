"""A page to draw on: text in the fonts that come with ReportLab, lines, boxes and signatures."""

from io import BytesIO
from pathlib import Path
from random import Random

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LETTER, A4, SLIP = (612.0, 792.0), (595.0, 842.0), (396.0, 612.0)
PEN = "CALLIG15"
_PLAIN = {"Vera": "Vera", "Vera-Bold": "VeraBd", "Vera-Italic": "VeraIt"}
_INSTEAD = {"Bold": "Vera-Bold", "Italic": "Vera-Italic", "Oblique": "Vera-Italic"}


def across(size: tuple[float, float]) -> tuple[float, float]:
    """A page on its long side."""
    return size[1], size[0]


class Sheet:
    """The pages of one PDF, drawn one after the other; measured in points from the lower left."""

    def __init__(self, size: tuple[float, float], chance: Random, shift: float = 0) -> None:
        """A first empty page; `shift` lifts what is drawn, for certificates below each other."""
        _know_fonts()
        self._file = BytesIO()
        self.paper = Canvas(self._file, pagesize=size, invariant=1)
        self.wide, self.high = size
        self.middle = self.wide / 2
        self.chance = chance
        self.shift = shift

    def turn_over(self) -> None:
        """Begin the next page."""
        self.paper.showPage()

    def pdf(self) -> bytes:
        """The file, when all is drawn."""
        self.paper.save()
        return self._file.getvalue()

    def ink(self, grey_or_hex: str) -> None:
        """Draw in this colour from here on."""
        self.paper.setFillColor(grey_or_hex)
        self.paper.setStrokeColor(grey_or_hex)

    def write(
        self, x: float, y: float, text: str, font: str, size: float, align: str = "left"
    ) -> None:
        """A line of text, made smaller when the page is too narrow for it."""
        face = _face(font, text)
        room = {"left": self.wide - 36 - x, "right": x - 36}.get(
            align, 2 * (min(x, self.wide - x) - 40)
        )
        size = min(size, size * room / max(pdfmetrics.stringWidth(text, face, size), 1))
        self.paper.setFont(face, size)
        draw = {
            "left": self.paper.drawString,
            "right": self.paper.drawRightString,
            "centre": self.paper.drawCentredString,
        }
        draw[align](x, y + self.shift, text)

    def centred(self, y: float, text: str, font: str, size: float) -> None:
        """A line in the middle of the page."""
        self.write(self.middle, y, text, font, size, "centre")

    def spaced(self, y: float, text: str, font: str, size: float, apart: float) -> None:
        """A line in the middle, its letters apart."""
        wide = pdfmetrics.stringWidth(text, font, size) + apart * len(text)
        drawn = self.paper.beginText(self.middle - wide / 2, y + self.shift)
        drawn.setFont(font, size)
        drawn.setCharSpace(apart)
        drawn.textOut(text)
        drawn.setCharSpace(0)
        self.paper.drawText(drawn)

    def flow(
        self,
        x: float,
        y: float,
        wide: float,
        text: str,
        font: str,
        size: float,
        align: str = "left",
        leading: float = 1.4,
    ) -> float:
        """Text broken into lines; the height at which the next line would stand."""
        face = _face(font, text)
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and pdfmetrics.stringWidth(longer, face, size) > wide:
                self.write(x, y, line, face, size, align)
                y, longer = y - leading * size, word
            line = longer
        self.write(x, y, line, face, size, align)
        return y - leading * size

    def rule(self, x: float, y: float, to: float, thick: float = 0.7) -> None:
        """A line across."""
        self.paper.setLineWidth(thick)
        self.paper.line(x, y + self.shift, to, y + self.shift)

    def box(self, x: float, y: float, wide: float, high: float, thick: float = 1) -> None:
        """An empty rectangle."""
        self.paper.setLineWidth(thick)
        self.paper.rect(x, y + self.shift, wide, high, fill=0)

    def fill(self, x: float, y: float, wide: float, high: float) -> None:
        """A full rectangle."""
        self.paper.rect(x, y + self.shift, wide, high, fill=1, stroke=0)

    def seal(self, x: float, y: float, radius: float) -> None:
        """Two circles and a star of lines."""
        self.paper.setLineWidth(1.5)
        self.paper.circle(x, y + self.shift, radius, fill=0)
        self.paper.circle(x, y + self.shift, radius * 0.8, fill=0)

    def sign(self, x: float, y: float, name: str) -> None:
        """A signature: letters of a pen, or a scribble."""
        if self.chance.random() < 0.5:
            self.write(x, y, name, PEN, 20)
            return
        self.paper.setLineWidth(1.1)
        path = self.paper.beginPath()
        path.moveTo(x, y + self.shift)
        for step in range(1, 5):
            at = [self.chance.uniform(-10, 18) + y + self.shift for _ in range(3)]
            end = x + 26 * step
            path.curveTo(end - 30, at[0], end + 8, at[1], end, at[2])
        self.paper.drawPath(path)


def _face(font: str, text: str) -> str:
    """The font, or one with more letters when the text needs them."""
    if font.startswith("Vera"):
        return font
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return next((other for style, other in _INSTEAD.items() if style in font), "Vera")
    return font


def _know_fonts() -> None:
    if "Vera" in pdfmetrics.getRegisteredFontNames():
        return
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in _PLAIN.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))
    pen = pdfmetrics.EmbeddedType1Face(str(folder / "callig15.afm"), str(folder / "callig15.pfb"))
    pdfmetrics.registerTypeFace(pen)
    pdfmetrics.registerFont(pdfmetrics.Font(PEN, PEN, "WinAnsiEncoding"))

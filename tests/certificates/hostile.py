"""Five hundred hostile uploads, the same every time: crafted ones, then sound ones altered.

A file here may be sound, broken or a trap; reading it must end with what it says or a sentence.
"""

from collections.abc import Iterator
from io import BytesIO
from random import Random
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from certificates import hostile_pdf, hostile_pictures

MANY = 500
MARKUP = b"<!doctype html><script>alert(1)</script>"


class Hostile(NamedTuple):
    """What somebody uploads under a name of its own; `kind` says what it is meant to do."""

    kind: str
    name: str
    content: bytes


def hostile(many: int = MANY, seed: int = 1) -> Iterator[Hostile]:
    """The crafted ones first, then as many altered ones as are wanted."""
    made = crafted()
    yield from made[:many]
    chance = Random(seed)
    sound = _sound()
    for number in range(many - len(made)):
        kind, content = sound[number % len(sound)]
        how = chance.choice((_cut, _flipped, _filled, _doubled, _spliced))
        altered = how(content, chance)
        yield Hostile(f"{kind}{how.__name__}-{number}", f"paper-{number}.{kind}", altered)


def crafted() -> list[Hostile]:
    """Every one that was thought of, by kind."""
    pdfs = {f"pdf-{kind}": one for kind, one in hostile_pdf.crafted().items()}
    files = {**pdfs, **hostile_pictures.crafted(), **_polyglots(), **_not_what_they_say()}
    names = list(NAMES.values())
    return [
        Hostile(kind, names[at % len(names)], content)
        for at, (kind, content) in enumerate(files.items())
    ]


NAMES = {
    "plain": "certificate.pdf",
    "two-lines": 'a.pdf"\r\nX-Evil: yes\r\n\r\n<script>alert(1)</script>.pdf',
    "quotes": 'a"; filename="evil.html"; x=\'.pdf',
    "upwards": "../../../../etc/passwd",
    "upwards-in-windows": "..\\..\\windows\\system32\\a.exe",
    "right-to-left": "certificate\u202efdp.exe",
    "long": "a" * 5_000 + ".pdf",
    "long-and-wide": "証" * 5_000 + ".pdf",
    "nought": "a\0.exe\0.pdf",
    "nothing": "",
    "blank": "   ",
    "points": "...",
    "program": "certificate.pdf.exe",
    "device": "CON",
    "markup": "<img src=x onerror=alert(1)>.png",
    "template": "{{ 7*7 }}{% debug %}.pdf",
    "percent": "%0d%0aSet-Cookie:%20a=b.pdf",
    "hidden": ".htaccess",
    "combined": "Z\u0351\u0343" * 300 + ".jpg",
    "formula": "=cmd|' /C calc'!A0.pdf",
    "separators": "a\u2028b\u2029c\u0085d.pdf",
    "invisible": "cert\u200b\ufeff\u2066ificate.pdf",
}
"""Names that mean something to a header, a folder, a page or an eye."""


def _polyglots() -> dict[str, bytes]:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("evil.class"), b"\xca\xfe\xba\xbe" * 99)
    pdf, zipped = hostile_pdf.one_page(hostile_pdf.SAID), packed.getvalue()
    jpeg, png = hostile_pictures.saved("JPEG"), hostile_pictures.saved("PNG")
    comment = b"\xff\xfe" + (len(MARKUP) + 2).to_bytes(2, "big") + MARKUP
    return {
        "polyglot-pdf-page": pdf.replace(b"%\xe2\xe3\xcf\xd3", MARKUP) + MARKUP,
        "polyglot-page-pdf": MARKUP + pdf,
        "polyglot-pdf-zip": pdf + zipped,
        "polyglot-zip-pdf": zipped + pdf,
        "polyglot-gif-zip": b"GIF89a\x01\0\x01\0\0\0\0;" + zipped,
        "polyglot-jpeg-zip": jpeg + zipped,
        "polyglot-jpeg-script": jpeg[:2] + comment + jpeg[2:] + MARKUP,
        "polyglot-jpeg-pdf": jpeg + pdf,
        "polyglot-png-script": png + MARKUP,
        "polyglot-pdf-jpeg": pdf + jpeg,
        "polyglot-two-pdfs": pdf + pdf,
    }


def _not_what_they_say() -> dict[str, bytes]:
    return {
        "empty": b"",
        "one-byte": b"\0",
        "blank": b" \r\n\t",
        "page": MARKUP,
        "drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "text": b"Certificate of Completion\n" * 99,
        "program": b"MZ" + bytes(999),
        "program-elf": b"\x7fELF" + bytes(999),
        "old-office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
        "tiff": b"II*\0\x08\0\0\0" + b"\xff" * 99,
        "bmp": b"BM" + b"\xff" * 99,
        "postscript": b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file\n",
        "macro-free-zip": b"PK\x03\x04" + b"\xff" * 99,
        "zeros": bytes(1_000_000),
        "noise": Random("noise").randbytes(300_000),
        "too-large": b"%PDF-1.4\n" + bytes(10_000_000),
    }


def _sound() -> list[tuple[str, bytes]]:
    saved = hostile_pictures.saved
    return [
        ("pdf", hostile_pdf.whole()),
        ("pdf", hostile_pdf.one_page(hostile_pdf.SAID)),
        ("jpg", saved("JPEG")),
        ("jpg", saved("JPEG", progressive=True)),
        ("png", saved("PNG")),
        ("webp", saved("WEBP")),
        ("webp", saved("WEBP", lossless=True)),
        ("heic", saved("HEIF")),
    ]


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: Random) -> bytes:
    altered = bytearray(content)
    for _ in range(chance.choice((1, 3, 20, 200))):
        altered[chance.randrange(12, len(altered))] ^= 1 << chance.randrange(8)
    return bytes(altered)


def _filled(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(12, len(content))
    many = chance.choice((4, 16, 64))
    return content[:at] + bytes([chance.choice((0, 255))]) * many + content[at + many :]


def _doubled(content: bytes, chance: Random) -> bytes:
    at, to = sorted(chance.randrange(12, len(content)) for _ in range(2))
    return content[:to] + content[at:to] * chance.choice((1, 5, 50)) + content[to:]


def _spliced(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(12, len(content))
    return content[:at] + chance.randbytes(chance.choice((1, 50, 5_000))) + content[at:]

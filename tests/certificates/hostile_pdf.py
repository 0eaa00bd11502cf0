"""PDFs made to harm whoever opens them: bombs, circles, lies, scripts."""

import zlib
from io import BytesIO
from random import Random

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

MEGABYTE = 1_000_000
_SEGMENT = 1 << 20


def repeated(what: bytes, megabytes: int) -> bytes:
    """A zlib stream that unpacks to as many megabytes of the same, made without unpacking."""
    piece = (what * (_SEGMENT // len(what) + 1))[:_SEGMENT]
    packer = zlib.compressobj(9, wbits=-15)
    segment = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + segment * megabytes + b"\x03\x00" + b"\0\0\0\0"


def document(*objects: bytes, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF of objects numbered from 1, with a right table of where they are."""
    out, at = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, one in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(at) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in at)
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (len(at) + 1, root, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """An object with a stream."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def one_page(
    content: bytes,
    *further: bytes,
    page: bytes = b"",
    catalog: bytes = b"",
    about: bytes = b"",
    font: bytes = b"",
) -> bytes:
    """A PDF of one page: catalog 1, pages 2, page 3, its content 4, a font 5, what else from 6."""
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
    return document(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s %s >>"
        % (page or b"/MediaBox [0 0 612 792]", resources),
        stream(content, about),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s >>" % font,
        *further,
    )


SAID = (
    b"BT /F1 18 Tf 72 700 Td (Certificate of Completion) Tj 0 -40 Td (This certifies that) Tj "
    b"0 -30 Td (Dana Whitfield) Tj 0 -30 Td (has completed the course Odor Control) Tj "
    b"0 -30 Td (7 hours, on March 4, 2026) Tj ET"
)


def crafted() -> dict[str, bytes]:
    """Each by a name that says what it does."""
    return {**_bombs(), **_circles(), **_lies(), **_active(), **_texts(), **_locked()}


def _bombs() -> dict[str, bytes]:
    flate = b"/Filter /FlateDecode"
    twice = zlib.compress(repeated(b"\0", 4000), 9)
    image = b"/Type /XObject /Subtype /Image /Width 50000 /Height 50000 /ColorSpace /DeviceGray "
    draw = b"q 600 0 0 700 0 0 cm /X Do Q"
    many = b"".join(b"<%04x> <%04x> <0041>\n" % (0, 65535) for _ in range(20_000))
    return {
        "flate-1GB-of-blanks": one_page(repeated(b" ", 1000), about=flate),
        "flate-1GB-of-text": one_page(repeated(b"BT /F1 9 Tf (bomb) Tj ET\n", 1000), about=flate),
        "flate-in-flate-4GB": one_page(twice, about=b"/Filter [/FlateDecode /FlateDecode]"),
        "flate-forty-times": one_page(SAID, about=b"/Filter [%s]" % (b"/FlateDecode " * 40)),
        "image-50000x50000": one_page(
            draw, stream(repeated(b"\0", 2400), image + b"/BitsPerComponent 8 " + flate)
        ),
        "image-of-fax-50000": one_page(
            draw,
            stream(
                b"\0" * 99,
                image
                + b"/BitsPerComponent 1 /Filter /CCITTFaxDecode "
                + b"/DecodeParms << /K -1 /Columns 50000 /Rows 50000 >>",
            ),
        ),
        "image-of-jbig2": one_page(
            draw,
            stream(b"\0\0\0\0\x30\0\1\0\0\0\x13" + b"\xff" * 40, image + b"/Filter /JBIG2Decode"),
        ),
        "image-of-jpx": one_page(
            draw, stream(b"\xff\x4f\xff\x51\0\x29" + b"\xff" * 60, image + b"/Filter /JPXDecode")
        ),
        "ten-thousand-drawings": one_page(draw * 10_000, stream(SAID, _FORM)),
        "to-unicode-of-1300-million": one_page(
            SAID, stream(many, b"/Type /CMap"), font=b"/ToUnicode 6 0 R"
        ),
        "predictor-of-two-billion": one_page(
            zlib.compress(SAID),
            about=flate + b" /DecodeParms << /Predictor 12 /Columns 2147483647 /Colors 32 >>",
        ),
    }


_FORM = (
    b"/Type /XObject /Subtype /Form /BBox [0 0 600 700] /Resources << /XObject << /X 6 0 R >> >>"
)


def _circles() -> dict[str, bytes]:
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    itself = b"<< /Type /ObjStm /N 1 /First 4 /Extends 4 0 R"
    deep = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1)
            for n in range(2, 3000)]  # fmt: skip
    return {
        "pages-that-hold-themselves": document(
            catalog, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"
        ),
        "pages-in-a-ring": document(
            catalog,
            b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
            b"<< /Type /Pages /Kids [2 0 R] /Count 9 /Parent 2 0 R >>",
        ),
        "pages-3000-deep": document(catalog, *deep, b"<< /Type /Page /MediaBox [0 0 9 9] >>"),
        "object-stream-in-itself": document(
            catalog,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
            itself + b" /Length 4 0 R >>\nstream\n4 0 <<>>\nendstream",
        ),
        "form-that-draws-itself": one_page(b"/X Do", stream(b"/X Do /X Do", _FORM)),
        "length-of-itself": one_page(SAID, b"<< /Length 6 0 R >>\nstream\nx\nendstream"),
        "reference-to-itself": one_page(SAID, b"6 0 R", page=b"/MediaBox 6 0 R"),
        "arrays-100000-deep": one_page(SAID, b"[" * 100_000 + b"]" * 100_000),
        "dictionaries-50000-deep": one_page(SAID, b"<< /A " * 50_000 + b">>" * 50_000),
        "tables-in-a-ring": _ring(catalog),
        "blocks-100000-deep": one_page(b"q " * 100_000 + SAID + b"BT " * 1000),
    }


def _ring(catalog: bytes) -> bytes:
    """A table of places that names itself as the one before it."""
    made = document(catalog, b"<< /Type /Pages /Kids [] /Count 0 >>", trailer=b"/Prev 0000000000")
    return made.replace(b"/Prev 0000000000", b"/Prev %010d" % made.index(b"xref\n"))


def _lies() -> dict[str, bytes]:
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    boxes = {
        "page-as-large-as-a-county": b"/MediaBox [0 0 1000000000 1000000000]",
        "page-of-nothing": b"/MediaBox [0 0 0 0]",
        "page-inside-out": b"/MediaBox [612 792 0 0]",
        "page-of-no-numbers": b"/MediaBox [(a) /b null true]",
        "page-thin-as-a-hair": b"/MediaBox [0 0 0.001 14400]",
        "page-wide-as-a-road": b"/MediaBox [0 0 14400 1]",
        "page-with-units": b"/MediaBox [0 0 612 792] /UserUnit 1000000 /Rotate 45",
        "page-beyond-numbers": b"/MediaBox [-1e38 -1e38 1e38 99999999999999999999]",
    }
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 10_003))
    same = b"3 0 R " * 10_000
    return {
        **{name: one_page(SAID, page=box) for name, box in boxes.items()},
        "ten-thousand-pages": document(
            catalog, b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % kids, *[leaf] * 10_000
        ),
        "one-page-ten-thousand-times": document(
            catalog, b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % same, leaf
        ),
        "two-billion-pages-said": document(
            catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", leaf
        ),
        "minus-one-page": document(catalog, b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>", leaf),
        "no-pages": document(catalog, b"<< /Type /Pages /Kids [] /Count 0 >>"),
        "no-catalog": document(b"null", root=77),
        "only-a-header": b"%PDF-1.7\n",
        "only-a-header-and-an-end": b"%PDF-9.9\nstartxref\n99999999999\n%%EOF",
        "header-and-10MB-of-nothing": b"%PDF-1.4\n" + b"\0" * 9_900_000,
        "table-that-is-too-large": document(
            catalog, b"<< /Type /Pages /Kids [] /Count 0 >>"
        ).replace(b"0 3\n0000000000", b"0 2147483647\n0000000000"),
        "font-without-end": one_page(
            SAID, page=b"/MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
        ),
    }


def _active() -> dict[str, bytes]:
    actions = {
        "script": b"/S /JavaScript /JS (app.alert\\(1\\); while\\(true\\){})",
        "launches-a-program": b"/S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >>",
        "opens-an-address": b"/S /URI /URI (http://127.0.0.1:9/)",
        "submits-a-form": b"/S /SubmitForm /F << /FS /URL /F (http://127.0.0.1:9/) >>",
        "goes-elsewhere": b"/S /GoToR /F (../../../../etc/passwd) /D [0 /Fit]",
        "imports-data": b"/S /ImportData /F (/etc/passwd)",
    }
    found = {
        name: one_page(SAID, catalog=b"/OpenAction << /Type /Action %s >>" % what)
        for name, what in actions.items()
    }
    inside = b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>"
    program = stream(b"MZ" + b"\0" * 9_000, b"/Type /EmbeddedFile")
    form = b"/AcroForm << /Fields [6 0 R] /XFA (<xdp:xdp xmlns:xdp='x'>) /NeedAppearances true >>"
    outside = b"<< /Length 0 /F (/etc/passwd) /FFilter /FlateDecode >>\nstream\n\nendstream"
    return {
        **found,
        "holds-a-program": one_page(
            SAID, b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>", program, catalog=inside
        ),
        "form-with-xfa": one_page(SAID, b"<< /FT /Tx /T (a) /Kids [6 0 R] >>", catalog=form),
        "stream-in-another-file": one_page(SAID, outside, catalog=b"/Metadata 6 0 R"),
    }


def _texts() -> dict[str, bytes]:
    """Pages whose words are made to be slow to read, or to harm who prints them."""
    lines = {
        "labels-without-end": "Name: " * 3000,
        "dates-without-end": "03/04/2026 - " * 1500,
        "digits-without-end": "1" * 19_000,
        "slashes-without-end": "1/" * 9_000,
        "hours-without-end": "fourteen (14) hours of " * 800,
        "letters-without-end": "a" * 19_000,
        "capitals-without-end": "Aa Bb " * 3_000,
        "blanks-without-end": "x" + " " * 18_000 + "y",
        "dashes-without-end": "-–—" * 6_000,
        "points-without-end": "a." * 9_000,
        "day-that-is-none": "Completed on: February 31, 99999; 00/00/0000; 2026-13-45",
        "hours-beyond-counting": "Hours: " + "9" * 4000 + " hours; 1e999 hours; NaN hours",
        "markup-in-a-name": "This certifies that <script>alert(1)</script> {{ 7*7 }} %s%n",
        "terminal-in-a-name": "This certifies that \x1b[2J\x07\x00 Dana\u202e Whitfield completed",
        "formula-in-a-name": "Name: =cmd|' /C calc'!A0",
    }
    return {f"text-{name}": _lettered(text) for name, text in lines.items()}


def _lettered(text: str) -> bytes:
    plain = text.encode("cp1252", "replace")
    plain = plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    lines = [plain[at : at + 90] for at in range(0, len(plain), 90)]
    shown = b"BT /F1 4 Tf 4 TL 10 780 Td " + b" ".join(b"(%s) '" % line for line in lines) + b" ET"
    return one_page(shown)


def _locked() -> dict[str, bytes]:
    found = {}
    for strength in (40, 128):
        file = BytesIO()
        paper = Canvas(file, encrypt=StandardEncryption("open", strength=strength), invariant=1)
        paper.drawString(72, 700, "Certificate of Completion")
        paper.save()
        found[f"locked-with-{strength}-bits"] = file.getvalue()
    lie = b"/Encrypt << /Filter /Standard /V 9 /R 99 /O (x) /U (y) /P -1 >> /ID [(a) (b)]"
    found["locked-with-nothing-known"] = document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        trailer=lie,
    )
    return found


def whole() -> bytes:
    """A sound PDF, for what is cut off or altered at random."""
    file = BytesIO()
    paper = Canvas(file, invariant=1)
    chance = Random("whole")
    for line in range(12):
        paper.drawString(72, 750 - 30 * line, f"Line {line} of {chance.randrange(99)} hours")
    paper.save()
    return file.getvalue()

"""What a paper is, told by its first bytes and never by its name."""

PDF = "application/pdf"
ENDINGS = {
    PDF: ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
}
"""The kinds that are kept, and how their names end."""
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_REFUSED = (
    (b"PK\x03\x04", "a zip archive or an Office document: save it as PDF, or photograph it"),
    (b"\xd0\xcf\x11\xe0", "an older Office document: save it as PDF, or photograph it"),
    (b"GIF8", "a GIF picture: save it as PNG or JPEG"),
    (b"II*\x00", "a TIFF picture: save it as PDF, PNG or JPEG"),
    (b"MM\x00*", "a TIFF picture: save it as PDF, PNG or JPEG"),
    (b"BM", "a BMP picture: save it as PNG or JPEG"),
    (b"MZ", "a program, and is not kept"),
    (b"\x7fELF", "a program, and is not kept"),
)


def media_type(content: bytes) -> str | None:
    """What a file is, when it is one of the kinds that are kept."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "image/heic" if content[4:8] == b"ftyp" and content[8:12] in _HEIC else None


def refusal(content: bytes) -> str:
    """The sentence about a file of another kind."""
    for begins, what in _REFUSED:
        if content.startswith(begins):
            return f"The file is {what}."
    return "The file is no PDF and no picture (JPEG, PNG, WebP, HEIC): save it as one of these."

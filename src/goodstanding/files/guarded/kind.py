"""What a file is, told by its first bytes and, for archives, by the names inside."""

import zipfile
from typing import BinaryIO

from goodstanding.files.guarded.limits import Refused

ASK = "save it as .xlsx (in Excel: File, Save As, Excel Workbook) and try again"
TEXT_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)


def kind_of(file: BinaryIO, ending: str) -> str:
    """ "zip", "xls" or "text"; Refused with a sentence for everything else."""
    head = file.read(8192)
    file.seek(0)
    if not head.strip():
        raise Refused("is empty: there is nothing in it to read")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(OLE2):
        return _kind_of_ole2(file)
    for magic, what in FOREIGN:
        if head.startswith(magic):
            raise Refused(f"is {what}, not a workbook, whatever its name says: {ASK}")
    return _kind_of_text(head, ending)


def _kind_of_text(head: bytes, ending: str) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _text_ending(ending)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<div")):
        raise Refused(
            f"is a web page, not a workbook, whatever its name says: open it in Excel and {ASK}"
        )
    if start.startswith((b"<?xml", b"<workbook")):
        raise Refused(f"is an XML file, not a workbook: open it in Excel and {ASK}")
    if b"\x00" in head:
        raise Refused(f"is not a workbook that can be read (.xlsx, .xls, .ods, .csv): {ASK}")
    return _text_ending(ending)


def _text_ending(ending: str) -> str:
    if ending in TEXT_ENDINGS:
        return "text"
    named = f"ends in “{ending}”" if ending else "has no ending"
    raise Refused(f"is plain text but its name {named}: if it is a table, rename it to end in .csv")


def _kind_of_ole2(file: BinaryIO) -> str:
    content = file.read()
    file.seek(0)
    if _utf16("EncryptedPackage") in content:
        raise Refused(
            "is protected by a password: open it in Excel, remove the password "
            "(File, Info, Protect Workbook) and save it"
        )
    if _utf16("Workbook") in content or _utf16("Book") in content:
        return "xls"
    if _utf16("WordDocument") in content:
        raise Refused(f"is a Word document, not a workbook: copy its table into Excel and {ASK}")
    raise Refused(f"is not a workbook, whatever its name says, or it is damaged: {ASK}")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def kind_of_archive(names: set[str]) -> str:
    """ "xlsx" or "ods" by the names in the archive; Refused for other archives."""
    lower = {name.lower().replace("\\", "/") for name in names}
    if "xl/workbook.xml" in lower:
        return "xlsx"
    if "content.xml" in lower and "mimetype" in lower:
        return "ods"
    if "xl/workbook.bin" in lower:
        raise Refused(f"is a binary workbook (.xlsb), which is not read: {ASK}")
    if any(name.startswith("word/") for name in lower):
        raise Refused(f"is a Word document, not a workbook: copy its table into Excel and {ASK}")
    if any(name.startswith("ppt/") for name in lower):
        raise Refused(f"is a presentation, not a workbook: copy its table into Excel and {ASK}")
    if any(name.endswith(".iwa") for name in lower):
        raise Refused("is an Apple Numbers file: export it as Excel (File, Export To, Excel)")
    if "[content_types].xml" in lower:
        raise Refused(f"is an Office file without a workbook in it, or it is damaged: {ASK}")
    raise Refused("is an archive, not a workbook: unpack it and name the workbook inside")


def open_archive(file: BinaryIO) -> zipfile.ZipFile:
    """The archive; Refused when it is cut off or damaged."""
    try:
        return zipfile.ZipFile(file)
    # zipfile says NotImplementedError of a way of packing or encrypting that it does not know
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused(
            "is cut off or damaged and cannot be opened: copy or download it again, "
            "or open it in Excel, let Excel repair it and save it"
        ) from None

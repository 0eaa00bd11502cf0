"""What an archive unpacks to, counted and not believed.

Every entry is inflated once in small pieces and thrown away, so that a header that lies
about its size gains nothing; the pieces of sheets are searched for formulas on the way.
"""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from goodstanding.files.guarded.limits import Limits, Refused, megabytes

PIECE = 1 << 20
DAMAGED = (
    "is damaged (the part “{name}” cannot be unpacked): copy or download it again, "
    "or open it in Excel, let Excel repair it and save it"
)


def check_declared(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse an archive that says itself that it is too large when unpacked."""
    entries = archive.infolist()
    if len(entries) > 10_000:
        raise Refused(f"holds {len(entries):,} parts; a workbook has a few dozen: it is not read")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("is protected by a password: remove the password and save it")
    _check_size(sum(entry.file_size for entry in entries), limits)


def check_ratio(unpacked: int, packed: int, limits: Limits) -> None:
    """Refuse what was packed far tighter than any real workbook."""
    if unpacked > 20_000_000 and unpacked > limits.ratio * packed:
        raise Refused(
            f"unpacks from {megabytes(packed)} to {megabytes(unpacked)}, as no real workbook "
            "does: it is not read; copy the rows that matter into a new workbook"
        )


def _check_size(unpacked: int, limits: Limits) -> None:
    if unpacked > limits.unpacked:
        raise Refused(
            f"unpacks to {megabytes(unpacked)} or more; at most {megabytes(limits.unpacked)} "
            "are read: copy the rows that matter into a new workbook"
        )


def pieces(file: BinaryIO, archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Every entry's content in pieces, with the entry's name; Refused when it grows too large."""
    unpacked = 0
    for entry in archive.infolist():
        for piece in inflate(file, entry):
            unpacked += len(piece)
            _check_size(unpacked, limits)
            yield entry.filename, piece


def inflate(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """One entry's content in pieces of at most a megabyte, read past any declared size."""
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise Refused(DAMAGED.format(name=entry.filename))
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from _stored(file, entry.compress_size)
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        yield from _deflated(file, entry)
    else:
        raise Refused(DAMAGED.format(name=entry.filename))


def _stored(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left > 0 and (piece := file.read(min(left, PIECE))):
        left -= len(piece)
        yield piece


def _deflated(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    left = entry.compress_size
    unpacker = zlib.decompressobj(-15)
    try:
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail
            if not packed:
                packed = file.read(min(left, PIECE))
                left -= len(packed)
            piece = unpacker.decompress(packed, PIECE)
            if not piece and not packed:
                raise zlib.error("cut off")
            yield piece
    except zlib.error:
        raise Refused(DAMAGED.format(name=entry.filename)) from None

"""Pictures made to harm whoever opens them: bombs, lies in headers, broken parts."""

import struct
import zlib
from io import BytesIO
from random import Random

import pillow_heif
from PIL import Image, ImageDraw

from certificates.hostile_pdf import repeated

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def crafted() -> dict[str, bytes]:
    """Each by a name that says what it does, with the ending that fits it."""
    return {**_pngs(), **_jpegs(), **_others()}


def picture(side: int = 240) -> Image.Image:
    """A sound small picture with text."""
    drawn = Image.new("RGB", (side, side), "white")
    ImageDraw.Draw(drawn).text((10, 10), "Certificate of Completion\nDana Whitfield", fill="black")
    return drawn


def saved(kind: str, **how: object) -> bytes:
    """The sound picture in a format of Pillow's."""
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    file = BytesIO()
    picture().save(file, kind, **how)
    return file.getvalue()


def chunk(
    kind: bytes, content: bytes, length: int | None = None, check: int | None = None
) -> bytes:
    """A part of a PNG; its length and its check may lie."""
    true = zlib.crc32(kind + content)
    size = len(content) if length is None else length
    return struct.pack(">I", size) + kind + content + struct.pack(">I", check or true)


def png(width: int, height: int, *parts: bytes, bits: int = 8, colours: int = 0) -> bytes:
    """A PNG with a header that may lie."""
    header = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    return _SIGNATURE + chunk(b"IHDR", header) + b"".join(parts) + chunk(b"IEND", b"")


def _pngs() -> dict[str, bytes]:
    few = chunk(b"IDAT", zlib.compress(b"\0" * 900))
    text = chunk(b"zTXt", b"Comment\0\0" + repeated(b"A", 1000))
    profile = chunk(b"iCCP", b"icc\0\0" + repeated(b"\0", 1000))
    frames = b"".join(
        chunk(b"fcTL", struct.pack(">IIIIIHHBB", n, 30, 29, 0, 0, 1, 1, 0, 0)) for n in range(5_000)
    )
    found = {
        "says-50000x50000": png(50_000, 50_000, few),
        "says-two-billion": png(2**31 - 1, 2**31 - 1, few),
        "says-nothing": png(0, 0, few),
        "one-row-of-90-million": png(90_000_000, 1, few),
        "bomb-of-98-million-grey": png(9_900, 9_900, chunk(b"IDAT", repeated(b"\0", 94))),
        "bomb-of-98-million-in-16-bits": png(
            9_900, 9_900, chunk(b"IDAT", repeated(b"\0", 748)), bits=16, colours=6
        ),
        "bomb-of-a-gigabyte-behind-30x29": png(30, 29, chunk(b"IDAT", repeated(b"\0", 1000))),
        "text-of-a-gigabyte": png(30, 29, text, few),
        "profile-of-a-gigabyte": png(30, 29, profile, few),
        "hundred-thousand-empty-parts": png(30, 29, chunk(b"IDAT", b"") * 100_000, few),
        "part-of-four-gigabytes": png(30, 29, chunk(b"IDAT", b"\0" * 9, length=2**32 - 1)),
        "part-with-a-wrong-check": png(30, 29, chunk(b"IDAT", b"\0" * 9, check=7)),
        "no-palette": png(30, 29, few, colours=3),
        "colours-that-are-none": png(30, 29, few, bits=7, colours=9),
        "animated-with-5000-frames": png(
            30, 29, chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)), frames, few
        ),
        "only-a-signature": _SIGNATURE,
        "two-headers": png(30, 29, chunk(b"IHDR", b"\xff" * 13), few),
    }
    return {f"png-{name}": content for name, content in found.items()}


def _jpegs() -> dict[str, bytes]:
    sound = saved("JPEG", quality=60)
    at = sound.index(b"\xff\xc0")
    size = at + 5
    giant = sound[:size] + struct.pack(">HH", 65_500, 65_500) + sound[size + 4 :]
    large = sound[:size] + struct.pack(">HH", 9_900, 9_900) + sound[size + 4 :]
    slow = saved("JPEG", progressive=True)
    scan = slow.rindex(b"\xff\xda")
    head, last = slow[:scan], slow[scan:-2]
    found = {
        "says-65500x65500": giant,
        "says-98-million": large,
        "ten-thousand-scans": head + last * 10_000 + b"\xff\xd9",
        "exif-in-a-ring": _with_exif(_ring()),
        "exif-of-four-billion": _with_exif(_count()),
        "exif-of-a-way-up-that-is-none": _with_exif(_way_up(99)),
        "exif-of-nothing": _with_exif(b"Exif\0\0II*\0"),
        "exif-of-noise": _with_exif(b"Exif\0\0" + Random("exif").randbytes(60_000)),
        "profile-broken": saved("JPEG", icc_profile=b"acsp" + b"\xff" * 5_000),
        "profile-of-noise": saved("JPEG", icc_profile=Random("icc").randbytes(200_000)),
        "thousand-comments": sound[:2] + (b"\xff\xfe\xff\xff" + b"A" * 65_533) * 100 + sound[2:],
        "no-tables": sound[:2] + sound[at:],
        "only-a-beginning": b"\xff\xd8\xff",
        "beginnings-without-end": b"\xff\xd8\xff" + b"\xff\xd8" * 400_000,
        "fills-without-end": b"\xff\xd8" + b"\xff" * 4_000_000,
        "in-twelve-bits": sound[: at + 4] + b"\x0c" + sound[at + 5 :],
        "arithmetic": sound[: at + 1] + b"\xc9" + sound[at + 2 :],
    }
    return {f"jpeg-{name}": content for name, content in found.items()}


def _with_exif(block: bytes) -> bytes:
    sound = saved("JPEG")
    return sound[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + sound[2:]


def _ring() -> bytes:
    """A directory whose sub-directories and successor are itself."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0xA005, 4, 1, 8)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + entry + struct.pack("<I", 8)


def _count() -> bytes:
    entry = struct.pack("<HHII", 0x010E, 2, 2**32 - 1, 2**32 - 9)
    entry += struct.pack("<HHII", 0x0112, 3, 2**32 - 1, 8)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 65_535) + entry


def _way_up(value: int) -> bytes:
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, value, 0)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)


def _others() -> dict[str, bytes]:
    webp, heic = saved("WEBP"), saved("HEIF")
    canvas = struct.pack("<I", 10) + b"\x02\0\0\0" + b"\xff\x3f\0" + b"\xff\x3f\0"
    frames = [picture().rotate(turn) for turn in range(0, 60, 2)]
    animated, moving = BytesIO(), BytesIO()
    frames[0].save(animated, "WEBP", save_all=True, append_images=frames[1:], duration=1)
    frames[0].save(moving, "PNG", save_all=True, append_images=frames[1:], duration=1)
    ftyp = heic[: struct.unpack(">I", heic[:4])[0]]
    return {
        "webp-cut-in-half": webp[: len(webp) // 2],
        "webp-only-a-beginning": b"RIFF\xff\xff\xff\xffWEBP",
        "webp-says-16384x16384": b"RIFF\x40\0\0\0WEBPVP8X" + canvas + b"ANIM" + b"\0" * 40,
        "webp-lossless-says-16384": b"RIFF\x40\0\0\0WEBPVP8L\x20\0\0\0\x2f" + b"\xff" * 40,
        "webp-animated": animated.getvalue(),
        "png-animated": moving.getvalue(),
        "heic-cut-in-half": heic[: len(heic) // 2],
        "heic-only-a-beginning": ftyp,
        "heic-box-of-everything": ftyp + b"\xff\xff\xff\xffmeta" + b"\0" * 4_000,
        "heic-boxes-in-boxes": ftyp + _boxes(3_000),
        "heic-says-65535": heic.replace(
            b"ispe\0\0\0\0" + struct.pack(">II", 240, 240), b"ispe\0\0\0\0" + b"\0\0\xff\xff" * 2
        ),
        "heic-as-a-film": b"\0\0\0\x18ftypmsf1\0\0\0\0msf1hevc" + b"\0\0\0\x08moov" * 2_000,
    }


def _boxes(deep: int) -> bytes:
    inner = b""
    for _ in range(deep):
        inner = struct.pack(">I", len(inner) + 12) + b"meta\0\0\0\0" + inner
    return inner

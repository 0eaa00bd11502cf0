"""Pictures as they are meant to be looked at: upright, on white. Runs in the child only."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from goodstanding.files.certificates.limits import Limits
from goodstanding.files.guarded.limits import Refused

_BROKEN = "is cut off or damaged and cannot be shown: take the picture again, or send it again"


def photo(content: bytes, limits: Limits, side: int) -> Image.Image:
    """The picture in colour, upright by its own note of how it was held, with sides up to `side`.

    Its size is taken from its header and checked before anything is decoded.
    """
    _know_heic()
    Image.MAX_IMAGE_PIXELS = None  # our own limit is checked below, on the same header
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP", "HEIF")) as opened:
            _check(opened.size, limits)
            opened.draft("RGB", (side, side))  # a JPEG is decoded smaller at once
            return _flat(ImageOps.exif_transpose(_small(opened, side)))
    except (Refused, MemoryError):
        raise
    except Exception:  # decoders raise what they like: it is the file
        raise Refused(_BROKEN) from None


def _know_heic() -> None:
    """Let Pillow read HEIC, where the part for it is installed."""
    try:
        import pillow_heif
    except ImportError:
        return
    pillow_heif.register_heif_opener(thumbnails=False)
    pillow_heif.options.DECODE_THREADS = 1


def _check(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if width * height > limits.pixels:
        raise Refused(
            f"is a picture of {width:,} × {height:,} points; up to {limits.pixels // 1_000_000} "
            "million points are read: save it smaller"
        )


def _small(opened: Image.Image, side: int) -> Image.Image:
    if opened.mode in {"1", "P"}:
        opened.load()
    elif max(opened.size) > 2 * side:
        opened.thumbnail((2 * side, 2 * side), Image.Resampling.BOX)
    if opened.mode.startswith(("I", "F")):
        return opened.point(lambda value: value / 256).convert("L")
    if opened.mode == "P" or "transparency" in opened.info:
        small: Any = opened.convert("RGBA")
    else:
        small = opened.convert("RGBA" if "A" in opened.mode else "RGB")
    small.info["exif"] = opened.info.get("exif", b"")
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    result: Image.Image = small
    return result


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white

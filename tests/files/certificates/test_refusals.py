"""Files that are broken, too large, or traps end with a sentence; so does a house without OCR."""

import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from files.certificates.paper import DIPLOMA, pdf
from goodstanding.files.certificates.limits import Limits
from goodstanding.files.certificates.pages import SWITCHED_OFF
from goodstanding.files.certificates.pictures import preview
from goodstanding.files.certificates.reading import read

NO_COPY = (
    "The file is damaged, or needs more memory than reading may take: take another copy of it."
)


def _picture(kind: str, size: tuple[int, int] = (60, 40), turned: int = 1) -> bytes:
    register_heif_opener()
    shown = Image.new("RGB", size, "white")
    shown.paste("black", (0, 0, size[0] // 2, size[1] // 2))
    noted = shown.getexif()
    noted[274] = turned
    file = BytesIO()
    shown.save(file, kind, exif=noted)
    return file.getvalue()


def test_what_cannot_be_opened_is_refused_with_a_sentence() -> None:
    assert read(b"").refused == "The file is empty: there is nothing in it to read."
    assert read(b"%PDF-1.7 and nothing more").refused == (
        "The file is damaged and cannot be opened: open it in a browser, print it as PDF "
        "and take that."
    )
    assert read(b"GIF89a").refused == "The file is a GIF picture: save it as PNG or JPEG."
    assert read(b"%PDF-" + bytes(10_000_000)).refused.startswith("The file has 10 MB; files of")
    assert preview(_picture("PNG")[:-30]).refused == (
        "The file is cut off or damaged and cannot be shown: take the picture again, "
        "or send it again."
    )


def test_a_picture_is_measured_before_it_is_decoded() -> None:
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (50_000).to_bytes(4, "big") * 2
    header += b"\x08\x02\x00\x00\x00"
    sound = header + zlib.crc32(header[12:]).to_bytes(4, "big")
    assert preview(sound + b"\x00\x00\x00\x00IDAT" + b"\x35\xaf\x06\x1e").refused == (
        "The file is a picture of 50,000 × 50,000 points; up to 100 million points are read: "
        "save it smaller."
    )


def test_a_file_that_takes_too_long_or_too_much_memory_is_refused() -> None:
    assert read(pdf(DIPLOMA), Limits(seconds=0)).refused.startswith("The file takes longer than 0")
    assert read(pdf(DIPLOMA), Limits(addresses=1_000_000)).refused == NO_COPY


def test_pages_beyond_the_limit_are_said_aloud() -> None:
    reading = read(pdf(DIPLOMA, DIPLOMA, DIPLOMA), Limits(pages=2))
    assert (len(reading.certificates), reading.pages, reading.refused) == (
        2,
        3,
        "The file has 3 pages; the first 2 were read: split it.",
    )


def test_a_page_that_says_nothing_says_so() -> None:
    assert read(pdf([])).refused == (
        "The file says nothing that reads as a certificate: look at it, and type its fields."
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_shown_as_they_were_held(kind: str) -> None:
    shown = preview(_picture(kind, turned=6), width=40)
    with Image.open(BytesIO(shown.png)) as upright:
        assert (upright.size, shown.pages, shown.refused) == ((40, 60), 1, "")
        grey = upright.convert("L")
        assert (grey.getpixel((36, 4)) < 60, grey.getpixel((4, 4)) > 200) == (True, True)


def test_heic_is_decoded_and_is_upright_by_itself() -> None:
    shown = preview(_picture("HEIF"), width=60)
    with Image.open(BytesIO(shown.png)) as upright:
        assert (upright.size, shown.pages, shown.refused) == ((60, 40), 1, "")


def test_a_page_is_shown_by_its_number() -> None:
    assert preview(pdf(DIPLOMA), width=200).png.startswith(b"\x89PNG")
    assert preview(pdf(DIPLOMA), page=2).refused == "The file has 1 page and no page 2."


def test_without_ocr_text_is_read_and_pictures_wait_for_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in filter(None, sys.path):
        for part in Path(folder).glob("*") if Path(folder).is_dir() else []:
            if part.name.split("-")[0] not in {"rapidocr", "onnxruntime"}:
                (tmp_path / part.name).unlink(missing_ok=True)
                (tmp_path / part.name).symlink_to(part)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert read(pdf(DIPLOMA)).how == "text"
    reading = read(_picture("JPEG"))
    assert (reading.how, reading.refused) == ("", f"The file {SWITCHED_OFF}.")

"""Some of the hostile files of `make torture`: each is read and looked at, or refused in words."""

from concurrent.futures import ThreadPoolExecutor

from certificates.harmless import Tried, tried
from certificates.hostile import MANY, crafted, hostile
from goodstanding.files.certificates.reading import LIMITS

PATIENT = LIMITS._replace(seconds=300)
TELLING = (
    *("pdf-flate-in-flate-4GB", "pdf-image-of-jbig2", "pdf-predictor-of-two-billion"),
    *("pdf-pages-that-hold-themselves", "pdf-pages-in-a-ring", "pdf-object-stream-in-itself"),
    *("pdf-form-that-draws-itself", "pdf-arrays-100000-deep", "pdf-tables-in-a-ring"),
    *("pdf-page-as-large-as-a-county", "pdf-page-beyond-numbers", "pdf-no-pages"),
    *("pdf-only-a-header", "pdf-script", "pdf-holds-a-program", "pdf-locked-with-128-bits"),
    *("pdf-text-labels-without-end", "pdf-text-dates-without-end", "pdf-text-markup-in-a-name"),
    *("pdf-text-terminal-in-a-name", "png-says-50000x50000", "png-text-of-a-gigabyte"),
    *("png-part-of-four-gigabytes", "jpeg-says-65500x65500", "jpeg-no-tables"),
    *("webp-only-a-beginning", "heic-cut-in-half", "heic-boxes-in-boxes"),
    *("polyglot-pdf-page", "polyglot-zip-pdf", "program", "too-large"),
)


def test_hostile_files_do_no_harm() -> None:
    chosen = [one for one in crafted() if one.kind in TELLING]
    assert len(chosen) == len(TELLING)
    with ThreadPoolExecutor(2) as pool:
        all_tried: list[Tried] = list(pool.map(lambda one: tried(one, PATIENT), chosen))
    assert [(one.file.kind, one.found) for one in all_tried if one.found] == []


def test_there_are_five_hundred_and_always_the_same() -> None:
    first, second = list(hostile(200)), list(hostile(200))
    assert first == second
    assert len(list(hostile())) == MANY == 500
    assert len({one.kind for one in hostile()}) == MANY

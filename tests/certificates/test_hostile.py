"""Some of the hostile files of `make torture`: each is read or looked at, or refused in words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from certificates.harmless import read_badly, shown_badly
from certificates.hostile import MANY, Hostile, crafted, hostile
from goodstanding.files.certificates.limits import Limits
from goodstanding.files.certificates.reading import LIMITS

PATIENT = LIMITS._replace(seconds=300)
READ = (
    *("pdf-pages-in-a-ring", "pdf-tables-in-a-ring", "pdf-arrays-100000-deep", "pdf-no-pages"),
    *("pdf-page-beyond-numbers", "pdf-only-a-header", "pdf-script", "pdf-holds-a-program"),
    *("pdf-locked-with-128-bits", "pdf-text-dates-without-end", "pdf-text-markup-in-a-name"),
    *("pdf-text-terminal-in-a-name", "png-text-of-a-gigabyte", "heic-cut-in-half"),
    *("polyglot-pdf-page", "polyglot-zip-pdf", "program", "too-large"),
)
SHOWN = (
    *("pdf-pages-that-hold-themselves", "pdf-predictor-of-two-billion", "pdf-image-of-jbig2"),
    *("pdf-flate-in-flate-4GB", "pdf-object-stream-in-itself", "pdf-length-of-itself"),
    *("pdf-page-as-large-as-a-county", "pdf-page-inside-out", "pdf-launches-a-program"),
    *("pdf-locked-with-nothing-known", "pdf-two-billion-pages-said", "png-says-50000x50000"),
    *("png-part-of-four-gigabytes", "png-no-palette", "jpeg-says-65500x65500", "jpeg-no-tables"),
    *("jpeg-exif-in-a-ring", "jpeg-profile-broken", "webp-only-a-beginning"),
    *("heic-boxes-in-boxes", "polyglot-jpeg-script", "polyglot-gif-zip"),
)
Judge = Callable[[Hostile, Limits], list[str]]


@pytest.mark.parametrize(("judge", "kinds"), [(read_badly, READ), (shown_badly, SHOWN)])
def test_hostile_files_do_no_harm(judge: Judge, kinds: tuple[str, ...]) -> None:
    chosen = [one for one in crafted() if one.kind in kinds]
    assert len(chosen) == len(kinds)
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda one: (one.kind, judge(one, PATIENT)), chosen)
    assert [said for said in found if said[1]] == []


def test_there_are_five_hundred_and_always_the_same() -> None:
    first = list(hostile())
    assert first == list(hostile())
    assert len({one.kind for one in first}) == MANY == 500

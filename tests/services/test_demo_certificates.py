"""The certificates of the demonstration say what is laid out as read of them."""

from datetime import timedelta

import company as cast
from goodstanding.files.certificates.found import Reading
from goodstanding.files.certificates.reading import read
from goodstanding.services.demo_certificates import PAPERS, _lines, _pdf, _read


def test_what_is_laid_out_is_what_is_read() -> None:
    paper = PAPERS[-1]
    on = cast.TODAY + timedelta(days=paper.day)
    content = _pdf([_lines(paper, name, on) for name in paper.names])
    assert read(content) == Reading((_read(paper, 1, on), _read(paper, 2, on)), 2, "text", "")

"""Hostile files and names as papers: kept or refused in words, given out as files."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from certificates.harmless import is_sentence
from certificates.hostile import NAMES, Hostile, crafted
from company import actor, client, company, credit, person
from goodstanding.files.certificates.kind import ENDINGS
from goodstanding.records.models import EvidenceFile
from goodstanding.services.access import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EDGE = "------------------------edge"
PDF = b"%PDF-1.4 of "
LARGE = 3_000_000


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"


def test_hostile_files_are_kept_or_refused_with_a_sentence() -> None:
    by, browser, url = _scene()
    sent = [one for one in crafted() if len(one.content) < LARGE][::3]
    kept = 0
    for one in sent:
        answer = _send(browser, url, one._replace(name="certificate.pdf"))
        kept += answer.status_code == 302
        if answer.status_code != 302:
            assert answer.status_code == 422, one.kind
            assert is_sentence(answer.context["form"].errors["file"][0]), one.kind
    assert len(sent) > kept > len(sent) / 2 > 20
    files = EvidenceFile.objects.of(by.organisation)
    assert files.count() == kept
    for file in files:
        _assert_given_out_as_a_file(browser, file)


@pytest.mark.parametrize("kind", NAMES)
def test_a_hostile_name_reaches_no_header_no_folder_and_no_page(kind: str) -> None:
    by, browser, url = _scene()
    answer = _send(browser, url, Hostile(kind, NAMES[kind], PDF + kind.encode()))
    file = EvidenceFile.objects.of(by.organisation).first()
    if file is None:
        _assert_refused_in_words(answer)
        return
    assert answer.status_code == 302
    assert file.name.endswith(".pdf")
    assert file.name.isprintable()
    assert len(file.name) < 130
    assert not set(file.name) & set("\"'/\\<>{}%;:\r\n\0")
    page = browser.get(url).content.decode()
    assert file.name.replace("&", "&amp;") in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    _assert_given_out_as_a_file(browser, file)


def _scene() -> tuple[Actor, Client, str]:
    by = actor(company())
    return by, client(by), reverse("credit_papers", args=[credit(by, person(by)).key])


def _send(browser: Client, url: str, one: Hostile) -> Any:
    """As a hostile program sends it: the name as it is, the kind a lie."""
    head = (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{one.name}"\r\n'
        "Content-Type: text/html\r\n\r\n"
    )
    body = head.encode() + one.content + f"\r\n--{EDGE}--\r\n".encode()
    return browser.post(url, body, content_type=f"multipart/form-data; boundary={EDGE}")


def _assert_refused_in_words(answer: Any) -> None:
    """At the field; or on a page of its own when not even the form could be taken apart."""
    if answer.status_code == 422:
        assert is_sentence(answer.context["form"].errors["file"][0])
    else:
        assert answer.status_code == 400
        assert b"its name may be too long" in answer.content


def _assert_given_out_as_a_file(browser: Client, file: EvidenceFile) -> None:
    """By what it holds and not by what was said of it, never to be run, under a plain name."""
    answer = browser.get(reverse("paper", args=[file.pk]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == file.media_type
    assert file.media_type in ENDINGS
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src" in answer["Content-Security-Policy"]
    how, _, name = answer["Content-Disposition"].partition("; filename")
    drawn = file.media_type in {"image/jpeg", "image/png", "image/webp"}
    assert how == ("inline" if drawn else "attachment")
    assert name.startswith(("=", "*=utf-8''"))
    assert name.isascii()
    assert name.isprintable()
    assert len(name) < 1200
    assert "X-Evil" not in answer

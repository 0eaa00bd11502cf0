"""Plainer characters where the output cannot hold the real ones."""

import io
import sys

import pytest

from goodstanding.cli.encoding import holds_everything, never_fail


@pytest.mark.parametrize(
    ("encoding", "text", "written"),
    [
        ("ascii", "✕ ? ! ↓ ↑ … ○ – ✓ █▓▒░·│ ─→−", b"x ? ! v ^ . o - + #=-:.| ->-"),
        ("ascii", "Zoë Łukasz Nuñez 王", b"Zoe Lukasz Nunez ?"),
        ("cp1252", "Zoë Łukasz ✓ …", "Zoë Lukasz + …".encode("cp1252")),
        ("utf-8", "Łukasz ✓", "Łukasz ✓".encode()),
    ],
)
def test_each_character_becomes_one_that_the_output_holds(
    encoding: str, text: str, written: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    never_fail()
    print(text, end="", flush=True)  # noqa: T201 - what print does is the point
    assert out.getvalue() == written


@pytest.mark.parametrize(
    ("encoding", "everything"), [("utf-8", True), ("utf-16", True), ("cp1252", False)]
)
def test_which_outputs_hold_everything(encoding: str, everything: bool) -> None:
    assert holds_everything(io.TextIOWrapper(io.BytesIO(), encoding=encoding)) is everything

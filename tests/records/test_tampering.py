"""Each of fourteen ways to bend the record is named by verify with the last checkpoint at hand."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from cli.cast import run, workbook
from company import TODAY, actor
from goodstanding.records.models import Organisation
from goodstanding.records.verify import checkpoint
from goodstanding.services.imports import accept, stage
from records.cast import lay_out
from records.tampering import WAYS, Bent, Way, keep_a_copy, unguarded

pytestmark = pytest.mark.django_db
FILES = {"first.xlsx": "Ann Bell", "second.xlsx": "Bea Cole"}
EMPTY = "There is no company here yet."


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 22, 19, tzinfo=UTC), tick=False):
        yield


def laid_out(folder: Path) -> Organisation:
    """The small company, an older copy of it, and two files that came in since; 14 entries."""
    one = lay_out()
    keep_a_copy()
    by = actor(one)
    for name, who in FILES.items():
        content = Path(workbook(folder, {"People": [["Name"], [who]]}, name)).read_bytes()
        accept(by=by, staged=stage(by=by, name=name, content=content))
    return one


def said(way: Way, one: Organisation, kept: str) -> list[str]:
    """What verify says of a bent company with the checkpoint; then nothing of it is left."""
    with transaction.atomic():
        with unguarded():
            way.bend(Bent(one, TODAY))
        result = run("verify", "--checkpoint", kept)
        transaction.set_rollback(True)
    assert result.exit_code == 1, result.output
    return result.stdout.splitlines()


def test_fourteen_of_fourteen(tmp_path: Path) -> None:
    one = laid_out(tmp_path)
    kept = str(checkpoint(one))
    assert run("verify", "--checkpoint", kept).exit_code == 0
    missed, table = [], []
    for way in WAYS:
        found = said(way, one, kept)
        line = next((line for line in found if way.named in line), "")
        table.append(f"{way.kind:22}{way.done:32}{line or 'NOT NAMED'}")
        # whatever only a checkpoint brings to light is perfect in itself
        if not line or (way.by_checkpoint_only and set(found) - {line, EMPTY}):
            missed.append((way, found))
    sys.stdout.write("\n".join(["", *table, ""]))
    assert missed == []
    assert len({way.kind for way in WAYS}) == 14

"""`goodstanding import`, `export` and `demo`: a company's workbook, and the demonstration."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

from cli.cast import COMPANY, run, workbook
from company import company
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.records.models import Entry, Import, Organisation, Person, User
from goodstanding.services.exports import workbook_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today() -> object:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def test_a_workbook_comes_in_and_goes_out(tmp_path: Path) -> None:
    organisation = company()
    file = workbook(tmp_path, COMPANY)
    looked = run("import", file, "--dry-run", "--organisation", "CASCADE restoration")
    assert (looked.exit_code, looked.stdout) == (
        0,
        (
            "It would bring 6 new people, 2 new branches, 7 new credentials, 1 new note of "
            "what a body's record shows and 6 new credits. Nothing was recorded.\n"
        ),
    )
    assert (Person.objects.of(organisation).count(), Import.objects.of(organisation).count()) == (
        0,
        0,
    )
    taken = run("import", file)
    assert (taken.exit_code, taken.stdout) == (
        0,
        (
            "Recorded for Cascade Restoration: 6 new people, 2 new branches, 7 new credentials, "
            "1 new note of what a body's record shows and 6 new credits.\n"
        ),
    )
    entry = Entry.objects.of(organisation).latest("seq")
    assert (entry.actor, entry.details["by"]) == ("system", "goodstanding import")
    assert run("import", file).stdout == "Nothing in team.xlsx is new.\n"
    out = tmp_path / "out.xlsx"
    assert run("export", str(out)).stdout == f"Wrote {out}.\n"
    assert read_workbook(out) == workbook_of(organisation, TODAY)
    assert run("check", str(out)).exit_code == 0


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    company()
    sheets = {"Certifications": [["Name", "Certification"], ["Ann", "WRTX"], ["Ann", "WRT"]]}
    result = run("import", workbook(tmp_path, sheets))
    assert result.exit_code == 0
    assert result.stderr.startswith("error: Certifications, row 2, Certification: “WRTX” is no")


def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path: Path) -> None:
    file = workbook(tmp_path, COMPANY)
    assert "There is no company here yet" in run("import", file).stderr
    company()
    company("Tamarack Drying")
    several = run("export", str(tmp_path / "out.xlsx"))
    assert (several.exit_code, several.stderr) == (
        2,
        "Error: There are 2 companies here: say which with --organisation.\n",
    )
    nobody = run("import", file, "--organisation", "Nobody")
    assert (nobody.exit_code, nobody.stderr) == (
        2,
        "Error: There is no company “Nobody” here.\n",
    )
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    mine = "--organisation", "Tamarack Drying"
    refused = run("import", str(tmp_path / "photo.png"), *mine)
    assert (refused.exit_code, "photo.png" in refused.stderr) == (2, True)
    assert Import.every.count() == 0
    assert "must end in .xlsx" in run("export", str(tmp_path / "out.csv"), *mine).stderr
    assert "exists" in run("export", file, *mine).stderr
    assert run("export", file, "--force", *mine).exit_code == 0
    nowhere = run("export", str(tmp_path / "no" / "out.xlsx"), *mine)
    assert (nowhere.exit_code, "make it first" in nowhere.stderr) == (2, True)


def test_the_demonstration_comes_once_and_goes() -> None:
    first = run("demo")
    assert (first.exit_code, first.stdout) == (
        0,
        "Laid out Cascade Restoration (fictional). To look at it: goodstanding serve\n",
    )
    assert Organisation.objects.get().is_demo
    again = run("demo")
    assert (again.exit_code, "is here already" in again.stderr) == (2, True)
    assert run("demo", "--remove").stdout == "The demonstration is removed.\n"
    assert (Organisation.objects.count(), User.objects.count()) == (0, 1)
    assert run("demo", "--remove").stdout == "There is no demonstration here.\n"
    assert run("demo").exit_code == 0

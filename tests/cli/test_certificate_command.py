"""`goodstanding certificate`: what is read of certificates, and how sure it is."""

import json
from pathlib import Path

from cli.cast import run
from files.certificates.paper import DIPLOMA, centred, pdf

PAGE = """\
diploma.pdf
1 certificate on 1 page, read from the text

  Holder          José Núñez
  Title           Water Damage Restoration Technician
  Provider        Drywell Academy of Restoration
  Completed on    5 Mar 2026
  Hours           19
  Number          WRT-2026-00123

note.pdf
1 certificate on 1 page, read from the text

  Holder          Ana Ruiz
  Title           Odor Control
  Provider        –
  Completed on  ? 4 Mar 2026
  Hours         ? 14
  Number          –
"""
NOTE = centred(
    "This certifies that Ana Ruiz", "has completed", "Odor Control", "on 03/04/2026", "1.4 CEU"
)


def test_every_field_is_shown_and_what_is_not_certain_is_marked(tmp_path: Path) -> None:
    (tmp_path / "diploma.pdf").write_bytes(pdf(DIPLOMA))
    (tmp_path / "note.pdf").write_bytes(pdf(NOTE))
    done = run("certificate", str(tmp_path / "diploma.pdf"), str(tmp_path / "note.pdf"))
    assert (done.exit_code, done.stdout) == (0, PAGE)


def test_machines_get_the_same_and_a_code_for_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_bytes(pdf(NOTE))
    (tmp_path / "team.xlsx").write_bytes(b"PK\x03\x04")
    done = run(
        "certificate", str(tmp_path / "note.pdf"), str(tmp_path / "team.xlsx"), "--format", "json"
    )
    note, team = json.loads(done.stdout)["files"]
    assert done.exit_code == 2
    assert note["certificates"] == [
        {
            "page": 1,
            "holder": {"value": "Ana Ruiz", "sure": True},
            "title": {"value": "Odor Control", "sure": True},
            "provider": None,
            "completed_on": {"value": "2026-03-04", "sure": False},
            "hours": {"value": 14, "sure": False},
            "number": None,
        }
    ]
    assert (team["how"], team["certificates"]) == ("", [])
    assert team["refused"].startswith("The file is a zip archive or an Office document")

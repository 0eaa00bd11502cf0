"""Old data meets this version: a backup first, one process at a time, or nothing at all."""

from pathlib import Path

import pytest
from django.db import connection

from goodstanding.files.backups.reading import opened
from goodstanding.records import guards
from goodstanding.records.backups import tables
from goodstanding.services import restoring
from places import Place, manifest_of

OLD = Path(__file__).parents[1] / "released/records-0002.gsb"
pytestmark = pytest.mark.usefixtures("elsewhere")


@pytest.fixture(scope="module")
def of_the_first_version(
    elsewhere: None,  # noqa: ARG001 - comes before
    tmp_path_factory: pytest.TempPathFactory,
) -> Place:
    """Data of the first version that had any."""
    folder = tmp_path_factory.mktemp("old")

    def fill() -> None:
        with opened(OLD, None, folder) as backup:
            restoring.load(backup)
        guards.create(connection)

    place = Place(folder / "home")
    place.do(fill)
    return place


@pytest.fixture
def old(of_the_first_version: Place, tmp_path: Path) -> Place:
    """A copy of it."""
    return of_the_first_version.copied(tmp_path / "old")


def backups(place: Place) -> list[Path]:
    return sorted((place.home / "backups").glob("*"))


def test_a_backup_comes_before_a_new_shape(old: Place) -> None:
    done = old.run("migrate")
    (made,) = backups(old)
    assert made.name.endswith("-before-upgrade.gsb")
    assert manifest_of(made)["migrations"] == manifest_of(OLD)["migrations"]
    assert (done.exit_code, done.stderr) == (
        0,
        f"Backed up to {made}, then brought to a new shape.\n",
    )
    assert old.done("migrate") == ["The database has the shape that this version needs."]
    assert backups(old) == [made]
    assert old.done("verify")[-1:] == manifest_of(OLD)["checkpoints"]


def test_without_a_backup_nothing_is_changed(old: Place) -> None:
    (old.home / "backups").write_text("a file where a folder should be")
    before = old.do(migrations)
    why = old.refused("verify")
    assert why.startswith(
        "Error: This version brings the data to a new shape, and the backup before that failed ("
    )
    assert "nothing was changed" in why
    assert old.do(migrations) == before


def migrations() -> tuple[tuple[str, str], ...]:
    return tables.applied("default")


def test_two_that_start_at_once_do_it_once(old: Place) -> None:
    starts = "from goodstanding.cli.main import main\nmain(['migrate'])"
    with old.script(starts) as one, old.script(starts) as other:
        said = {one.communicate()[0], other.communicate()[0]}
    assert (one.returncode, other.returncode) == (0, 0)
    assert said == {"The database has the shape that this version needs.\n"}
    assert len(backups(old)) == 1
    assert old.done("verify")[-1:] == manifest_of(OLD)["checkpoints"]


def test_whoever_prepares_and_dies_holds_up_nobody(old: Place) -> None:
    dies = (
        "import os\nfrom django.conf import settings\nfrom goodstanding.records.turns import turn\n"
        "with turn(settings.HOME): os.kill(os.getpid(), 9)"
    )
    with old.script(dies) as dead:
        dead.wait()
    assert dead.returncode == -9
    assert old.run("migrate").exit_code == 0

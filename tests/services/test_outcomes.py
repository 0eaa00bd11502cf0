"""How what runs now and then went."""

import pytest

from goodstanding.services.outcomes import BACKUP, last, outcome

pytestmark = pytest.mark.django_db


def told() -> tuple[bool | None, bool, str]:
    found = last(BACKUP)
    assert found is not None
    return found.good, found.good_at is not None, found.told


def test_it_went_well() -> None:
    assert last(BACKUP) is None
    with outcome(BACKUP) as telling:
        assert told() == (None, False, "")
        telling.told = "3 MB."
    assert told() == (True, True, "3 MB.")


def test_it_did_not() -> None:
    with outcome(BACKUP) as telling:
        telling.told = "3 MB."
    with pytest.raises(OSError, match="full"), outcome(BACKUP):
        raise OSError("full")
    assert told() == (False, True, "It ended by OSError.")
    with outcome(BACKUP) as telling:
        telling.good, telling.told = False, "Two companies differ."
    assert told() == (False, True, "Two companies differ.")

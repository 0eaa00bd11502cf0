"""Who may do something in the background."""

from datetime import timedelta

import pytest

from goodstanding.records.models import Lease as Row
from goodstanding.services import leases
from goodstanding.services.leases import Lease, Lost, claim, give_back, held, insist, prolong

pytestmark = pytest.mark.django_db
HOUR, GONE = timedelta(hours=1), timedelta(seconds=-1)


def test_one_at_a_time() -> None:
    assert claim("backup", HOUR) == Lease("backup", 1)
    assert claim("backup", HOUR) is None
    assert claim("verify", HOUR) == Lease("verify", 1)


def test_whoever_was_thought_dead_finishes_nothing() -> None:
    dead = claim("backup", GONE)
    assert dead == Lease("backup", 1)
    alive = claim("backup", HOUR)
    assert alive == Lease("backup", 2)
    for late in (insist, lambda lease: prolong(lease, HOUR)):
        with pytest.raises(Lost):
            late(dead)
    give_back(dead)
    assert claim("backup", HOUR) is None
    insist(alive)
    prolong(alive, GONE)
    assert claim("backup", HOUR) == Lease("backup", 3)


def test_it_is_given_back() -> None:
    with held("backup", HOUR) as first:
        assert first is not None
        with held("backup", HOUR) as second:
            assert second is None
        assert claim("backup", HOUR) is None
    with held("backup", HOUR) as third:
        assert third == Lease("backup", 2)


def test_who_has_it_can_be_read() -> None:
    leases.claim("backup", HOUR)
    assert ":" in Row.objects.get(name="backup").holder

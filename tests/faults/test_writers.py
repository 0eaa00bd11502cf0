"""Many write at once, for a short while; `make torture` lets more of them go on for longer."""

from faults.test_faults import tortured


def test_nothing_is_lost_and_nobody_is_turned_away() -> None:
    asked = ("--writers", "5", "--readers", "2", "--seconds", "3", "--seed", "11")
    assert "nothing lost" in tortured("faults.writers", *asked)

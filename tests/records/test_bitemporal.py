"""What was known stays known: a past state of knowledge never changes, whatever happens later.

`BITEMPORAL_STEPS` and `SEED` make it longer and other; `make torture` does.
"""

import os
import sys
from pathlib import Path

import pytest
from django.db import connection

from goodstanding.records.verify import verify
from records.bitemporal import World

pytestmark = pytest.mark.django_db
STEPS = int(os.environ.get("BITEMPORAL_STEPS", "2000" if connection.vendor == "sqlite" else "500"))
SEED = int(os.environ.get("SEED", "2"))


def test_an_answer_about_the_past_never_changes(tmp_path: Path) -> None:
    sys.stdout.write(f"seed {SEED}, {STEPS:,} steps\n")
    world, refused = World(SEED, max(6, STEPS // 2500), tmp_path), 0
    for done in range(1, STEPS + 1):
        while not world.step():
            refused += 1
        if world.asked and world.dice.random() < 0.2:
            world.ask_again()
            world.look_back()
        if done % 5000 == 0:
            sys.stdout.write(f"  {done:,} steps; {refused:,} more were refused\n")
    for _ in range(min(STEPS // 4, 10_000)):
        world.ask_again()
        world.look_back()
    several = ", ".join(f"{many} {what}" for what, many in sorted(world.back.counts.items()))
    sys.stdout.write(f"{len(world.everybody)} people, {refused:,} refused; {several}\n")
    assert verify(world.by.organisation, world.by.today) == ()

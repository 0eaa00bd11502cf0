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


STORY = 10_000
"""Steps of one company's history: the longer it is, the longer each look at all of it takes."""


def test_an_answer_about_the_past_never_changes(tmp_path: Path) -> None:
    for number, begun in enumerate(range(0, STEPS, STORY)):
        (folder := tmp_path / str(number)).mkdir()
        tell(SEED + number, min(STORY, STEPS - begun), folder)


def tell(seed: int, steps: int, folder: Path) -> None:
    """The history of a company, asked about its past again and again."""
    sys.stdout.write(f"seed {seed}, {steps:,} steps\n")
    world, refused = World(seed, max(6, steps // 800), folder), 0
    for _ in range(steps):
        while not world.step():
            refused += 1
        if world.asked and world.dice.random() < 0.2:
            world.ask_again()
            world.look_back()
    for _ in range(steps // 4):
        world.ask_again()
        world.look_back()
    several = ", ".join(f"{many} {what}" for what, many in sorted(world.back.counts.items()))
    sys.stdout.write(f"  {len(world.everybody)} people, {refused:,} refused; {several}\n")
    assert verify(world.by.organisation, world.by.today) == ()

"""Pages are asked for on the cast's today."""

from collections.abc import Iterator

import pytest
import time_machine

from web.typing_in import NOON


@pytest.fixture
def today() -> Iterator[None]:
    """22 November 2026, everywhere."""
    with time_machine.travel(NOON, tick=False):
        yield

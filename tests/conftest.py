"""What holds for all tests."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import override_settings
from hypothesis import settings
from pytest_django import DjangoDbBlocker

settings.register_profile("house", deadline=None)  # a slow machine is no mistake
settings.load_profile("house")


LONG = ("tests/faults/", "tests/browser/", "tests/cli/test_serve.py")
"""What takes long by itself. Workers begin with as many parts of all tests as there are of these;
each part begins with one of them, so that nobody is left alone with it at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rest = [item for item in items if not item.nodeid.startswith(LONG)]
    size, ordered = len(items) // len(LONG), list[pytest.Item]()
    for place, name in enumerate(LONG, 1):
        ordered += [item for item in items if item.nodeid.startswith(name)]
        room = max(0, place * size - len(ordered))
        ordered += rest[:room]
        del rest[:room]
    items[:] = ordered + rest


def pytest_collection_finish() -> None:
    """What was loaded until now stays: nobody need look through it again for what can go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="module")
def elsewhere(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For tests on places of their own (places.py): they use databases, but not the tests' own."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module", autouse=True)
def papers_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files of evidence lie in a folder of the module's own: they stay when a test's rows go."""
    with override_settings(EVIDENCE_FOLDER=tmp_path_factory.mktemp("evidence")):
        yield


@pytest.fixture
def on_that_day() -> Iterator[None]:
    """22 November 2026, everywhere: where the program itself looks what day it is."""
    with time_machine.travel(datetime(2026, 11, 22, 18, tzinfo=UTC), tick=False):
        yield

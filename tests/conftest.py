"""What holds for all tests."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from pytest_django import DjangoDbBlocker

settings.register_profile("house", deadline=None)  # a slow machine is no mistake
settings.load_profile("house")


@pytest.fixture(scope="module")
def elsewhere(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For tests on places of their own (places.py): they use databases, but not the tests' own."""
    with django_db_blocker.unblock():
        yield

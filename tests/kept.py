"""A world that the tests of a module share: made once, and to each test as if it were made anew.

It is made inside a transaction that is never committed. The module is marked `django_db`, so
that what a test writes goes with a savepoint inside of it.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import TypeVar

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

World = TypeVar("World")


def kept(make: Callable[[], World]) -> tuple[Callable[..., object], Callable[..., object]]:
    """Two fixtures of a module, to be assigned to names of it; tests ask for `world`."""

    @pytest.fixture(scope="module", name="_made")
    def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:  # noqa: ARG001
        with django_db_blocker.unblock(), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    @pytest.fixture(name="world")
    def world(_made: World) -> World:
        return deepcopy(_made)

    return made, world

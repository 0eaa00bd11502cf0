"""What was read of a file with certificates: each value with whether it is certain.

A value is `sure` only when a label and its form both say what it is and nothing else competes
with it. What is not sure is a suggestion that somebody looks at; what is not there is None.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value as it was read, and whether it is certain."""

    value: T
    sure: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one certificate says of one person; `page` is the first of its pages, from 1.

    `completed_on` is the last day of a course of several days. `hours` are hours of training as
    the certificate counts them: whether a body accepts them is decided elsewhere.
    """

    page: int
    holder: Found[str] | None = None
    title: Found[str] | None = None
    provider: Found[str] | None = None
    completed_on: Found[date] | None = None
    hours: Found[Decimal] | None = None
    number: Found[str] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The certificates of a file, in the order of its pages.

    `how` says what was read: "text", "picture", or nothing. `refused` is "" or a sentence for
    people about what could not be read: the whole file, or some of its pages.
    """

    certificates: tuple[Certificate, ...]
    pages: int
    how: str
    refused: str

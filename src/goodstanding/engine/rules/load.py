"""The catalogue from its files: the one that is shipped, and a company's own laid over it.

All mistakes of all files come back at once as Problems; a catalogue only when there are none.
"""

import pkgutil
from collections.abc import Iterable
from functools import lru_cache

from goodstanding.engine.rules.build import build
from goodstanding.engine.rules.lint import Linted, lint
from goodstanding.engine.rules.merge import merge, mistakes
from goodstanding.engine.rules.model import Catalogue, Problem
from goodstanding.engine.rules.syntax import read

Source = tuple[str, str]
"""A file's name, as it appears in problems, and its text."""

Outcome = tuple[Catalogue | None, tuple[Problem, ...]]
"""The catalogue, or every mistake, by file and line."""

SHIPPED = ("bodies.toml", "iicrc.toml", "other.toml", "services.toml")


def parse(sources: Iterable[Source]) -> Outcome:
    """Read files of rules into one catalogue; what a later file gives again wins."""
    return _judged([lint(read(file, text)) for file, text in sources])


def with_own(own: Source) -> Outcome:
    """The shipped catalogue with a company's own file laid over it."""
    file, text = own
    return _judged([*_shipped_pages(), lint(read(file, text))])


def contents(own: Source) -> tuple[int, int]:
    """How many certifications and how many rules one file gives."""
    sections = lint(read(*own)).sections
    return len(sections.get("certifications", {})), len(sections.get("rules", {}))


@lru_cache(maxsize=1)
def shipped() -> Catalogue:
    """The catalogue that comes with the product."""
    return sound(_judged(_shipped_pages()))


def sound(outcome: Outcome) -> Catalogue:
    """The catalogue of files that are known to be right; ValueError names the mistakes else."""
    catalogue, problems = outcome
    if catalogue is None:
        raise ValueError("\n".join(f"{p.file}:{p.line}: {p.text}" for p in problems))
    return catalogue


@lru_cache(maxsize=1)
def _shipped_pages() -> list[Linted]:
    return [lint(read(file, _shipped_text(file))) for file in SHIPPED]


def _shipped_text(file: str) -> str:
    # pkgutil, because importlib.resources takes as long to import as all the rules to load
    data = pkgutil.get_data("goodstanding.engine.rules", f"data/{file}")
    return (data or b"").decode()


def _judged(pages: list[Linted]) -> Outcome:
    merged = merge(pages)
    found = [mistake for linted in pages for mistake in linted.mistakes]
    found += mistakes(merged)
    problems = {problem for mistake in found if (problem := mistake.problem())}
    problems.update(problem for linted in pages for problem in linted.page.problems)
    if problems:
        return None, tuple(sorted(problems, key=lambda p: (p.file, p.line, p.text)))
    return build(merged), ()

"""`goodstanding rules`: show the catalogue, one certification, or check a file of rules."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from goodstanding.cli.answers import number
from goodstanding.cli.asking import (
    Refused,
    catalogue_with,
    format_option,
    on_option,
    rules_option,
    text_of_rules,
)
from goodstanding.cli.harmless import harmless
from goodstanding.engine.rules import load
from goodstanding.engine.rules.model import (
    Basis,
    Catalogue,
    Certification,
    Cost,
    Rule,
    version_on,
)
from goodstanding.engine.rules.words import stays_current
from goodstanding.engine.wording import counted

HELP = """Show the rules by which certifications stay current.

\b
goodstanding rules                  the whole catalogue
goodstanding rules WRT              one certification, by code, alias or name
goodstanding rules check FILE.toml  every mistake in a rule file, with its line
"""


@click.command(help=HELP)
@click.argument("words", nargs=-1, metavar="[CODE | check FILE.toml]")
@format_option("table", "json")
@on_option
@rules_option
@click.pass_context
def rules(
    ctx: click.Context, words: tuple[str, ...], shape: str, on: date, own_rules: Path | None
) -> None:
    """Show the catalogue or check a rule file; which of the two, the first word says."""
    if words[:1] == ("check",):
        if len(words) != 2 or own_rules:
            raise click.UsageError(
                "“rules check” takes one file: goodstanding rules check FILE.toml"
            )
        ctx.exit(_check(words[1], shape))
    catalogue = catalogue_with(own_rules)
    if not words:
        _show_all(catalogue, shape, on)
        return
    _show_one(_found(catalogue, " ".join(words)), catalogue, shape, on)


def _check(file: str, shape: str) -> int:
    """Print every mistake of a rule file; 1 when there are any."""
    own = (file, text_of_rules(Path(file)))
    problems = load.with_own(own)[1]
    certifications, rule_count = load.contents(own)
    if shape == "json":
        entries = [{"line": problem.line, "problem": problem.text} for problem in problems]
        counts = {"certifications": certifications, "rules": rule_count}
        _print_json({"file": file, **counts, "problems": entries})
    elif problems:
        lines = (harmless(f"{problem.file}:{problem.line}: {problem.text}") for problem in problems)
        click.echo("\n".join(lines))
    else:
        found = f"{counted(certifications, 'certification')}, {counted(rule_count, 'rule')}"
        click.echo(harmless(f"{file} is in order: {found}"))
    return 1 if problems else 0


def _found(catalogue: Catalogue, text: str) -> Certification:
    certification = catalogue.find(text)
    if certification is None:
        near = _nearest(catalogue, text)
        raise Refused(
            f"There is no certification “{text}” in the catalogue"
            + (
                f"; the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near)}."
                if near
                else "."
            )
            + " “goodstanding rules” lists them all."
        )
    return certification


def _nearest(catalogue: Catalogue, text: str) -> list[str]:
    from difflib import get_close_matches  # slow to import, and seldom needed

    names = {
        name.casefold(): code
        for code, certification in catalogue.certifications.items()
        for name in (certification.name, *certification.aliases, code)
    }
    words = text.casefold().split()
    parts = [name for name in names if len(text) > 2 and all(word in name for word in words)]
    near = parts or get_close_matches(text.casefold(), names, n=5, cutoff=0.55)
    return list(dict.fromkeys(names[name] for name in near))[:3]


def _show_all(catalogue: Catalogue, shape: str, on: date) -> None:
    if shape == "json":
        entries = [_as_json(entry, catalogue, on) for entry in catalogue.certifications.values()]
        _print_json({"certifications": entries})
        return
    from goodstanding.cli.show.rules import show_catalogue  # rich is slow to import

    show_catalogue(catalogue, on)


def _show_one(certification: Certification, catalogue: Catalogue, shape: str, on: date) -> None:
    if shape == "json":
        _print_json(_as_json(certification, catalogue, on))
        return
    from goodstanding.cli.show.rules import show_certification  # rich is slow to import

    show_certification(certification, catalogue, on)


def _as_json(certification: Certification, catalogue: Catalogue, on: date) -> dict[str, Any]:
    return {
        "code": certification.code,
        "name": certification.name,
        "body": certification.body,
        "level": certification.level,
        "status": certification.status,
        "kind": certification.kind,
        "stays_current_by": stays_current(
            version_on(certification.rules, on), catalogue.bodies[certification.body].unit
        ),
        "aliases": certification.aliases,
        "requires": certification.requires,
        "covers": certification.covers,
        "course_hours": certification.course_hours,
        "rules": [_rule_json(rule) for rule in certification.rules],
        "costs": [_cost_json(cost) for cost in certification.costs],
        **_basis_json(certification.basis),
    }


def _rule_json(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "since": rule.since,
        "kind": rule.kind,
        "months": rule.months or None,
        "required": number(rule.required or None),
        "anchor": rule.anchor,
        "starts": "{:02d}-{:02d}".format(*rule.starts) if rule.starts else None,
        "first_cycle": rule.first_cycle,
        "most_per_activity": number(rule.most_per_activity),
        "most_per_day": number(rule.most_per_day),
        "renewable_months": rule.renewable_months,
        "fee": rule.fee,
        **_basis_json(rule.basis),
    }


def _cost_json(cost: Cost) -> dict[str, Any]:
    amounts = {"low": number(cost.low), "high": number(cost.high), "currency": cost.currency}
    return {"what": cost.what, **amounts, **_basis_json(cost.basis)}


def _basis_json(basis: Basis) -> dict[str, Any]:
    return {
        "source": basis.source or None,
        "read": basis.read,
        "sure": basis.sure,
        "note": basis.note or None,
    }


def _print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))

"""The catalogue of the random people as a rule file."""

from collections.abc import Iterator

from engine.generate import RULES
from goodstanding.engine import credits
from goodstanding.engine.rules.model import Rule


def as_toml() -> str:
    """The rules of the random people as a company's own file."""
    return "\n".join(_rules())


def _rules() -> Iterator[str]:
    for body in {body for body, _ in RULES.values()}:
        yield f'[bodies.{body}]\nname = "{body}"\nunit = "credit"\nsure = "R"'
    for code, (body, versions) in RULES.items():
        yield f'[certifications.{code}]\nname = "{code}"\nbody = "{body}"\nlevel = "technician"'
        yield f'rule = "{code}"\nsure = "R"'
        for rule in versions:
            yield f'[[rules.{code}]]\nkind = "{rule.kind}"\nsure = "R"'
            yield from _keys(rule)


def _keys(rule: Rule) -> Iterator[str]:
    if rule.months:
        yield f"months = {rule.months}"
    if rule.required:
        yield f"required = {credits.show(rule.required)}"
        yield f'first_cycle = "{rule.first_cycle}"'
    if rule.since:
        yield f"since = {rule.since}"
    if rule.anchor:
        yield f"anchor = {rule.anchor}"
    if rule.starts:
        yield 'starts = "{:02d}-{:02d}"'.format(*rule.starts)
    if rule.renewable_months:
        yield f"renewable_months = {rule.renewable_months}"
    if rule.fee:
        yield "fee = true"

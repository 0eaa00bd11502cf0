"""What the shipped catalogue says, and that every statement of it says how we know."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from goodstanding.engine.rules import load
from goodstanding.engine.rules.lint import lint
from goodstanding.engine.rules.load import SHIPPED, shipped
from goodstanding.engine.rules.model import Basis, Certification, FirstCycle, Kind, Rule, Sure
from goodstanding.engine.rules.syntax import read

DATA = Path(load.__file__).parent / "data"

TECHNICIANS = (
    *("WRT", "ASD", "AMRT", "FSRT", "OCT", "RRT", "CCT", "CMT", "UFT", "CDS", "HST"),
    *("CRT", "RCT", "SMT", "FCT", "RFMT", "WFMT", "LCT", "HCT", "CPT", "TCST"),
)
MASTERS = ("MTC", "MWR", "MSR", "MRT")
INSPECTORS = ("SCI", "RFI", "WLFI", "CTI", "MSI", "SSI", "ISSI")


def _rule(code: str) -> tuple[Kind, int, int, bool]:
    (rule,) = shipped().certifications[code].rules
    return rule.kind, rule.required, rule.months, rule.fee


@pytest.mark.parametrize("code", [*TECHNICIANS, "AMRS", "JTC", "JWR", "JSR"])
def test_technicians_specialists_and_journeymen(code: str) -> None:
    assert _rule(code) == (Kind.CREDITS, 1400, 48, True)


@pytest.mark.parametrize("code", [*MASTERS, *INSPECTORS])
def test_masters_and_inspectors(code: str) -> None:
    assert _rule(code) == (Kind.CREDITS, 1400, 24, True)


@pytest.mark.parametrize(
    ("code", "kind", "required", "months"),
    [
        ("IICRC-FIRM", Kind.TERM, 0, 12),
        ("CR", Kind.CREDITS, 4800, 36),
        ("WLS", Kind.CREDITS, 4800, 36),
        ("CMP", Kind.CREDITS, 4800, 36),
        ("CMC", Kind.CREDITS, 4000, 24),
        ("CMRS", Kind.CREDITS, 4000, 24),
        ("CRMR", Kind.CREDITS, 2000, 24),
        ("RRP", Kind.REFRESHER, 0, 60),
        ("RRP-FIRM", Kind.TERM, 0, 60),
        ("HAZWOPER-8", Kind.REFRESHER, 0, 12),
        ("AHERA", Kind.REFRESHER, 0, 12),
        ("TX-MRC", Kind.CREDITS, 800, 24),
        ("TX-MAC", Kind.CREDITS, 800, 24),
        ("TX-MRW", Kind.CREDITS, 400, 24),
        ("FL-MRSR", Kind.CREDITS, 1400, 24),
        ("NY-MOLD", Kind.REFRESHER, 0, 24),
        ("LA-MOLD", Kind.TERM, 0, 12),
        ("OSHA-10", Kind.LIFETIME, 0, 0),
        ("OSHA-30", Kind.LIFETIME, 0, 0),
        ("FIT", Kind.REFRESHER, 0, 12),
        ("BBP", Kind.REFRESHER, 0, 12),
        ("FORKLIFT", Kind.REFRESHER, 0, 36),
        ("CPR", Kind.PRINTED, 0, 0),
        ("DOT-MED", Kind.PRINTED, 0, 0),
    ],
)
def test_the_other_credentials(code: str, kind: Kind, required: int, months: int) -> None:
    assert _rule(code) == (kind, required, months, False)


def test_there_are_no_others() -> None:
    assert Counter(entry.body for entry in shipped().certifications.values()) == {
        "IICRC": 38,
        "RIA": 3,
        "ACAC": 3,
        "EPA": 2,
        "EPA/state": 1,
        "OSHA": 6,
        "TDLR": 3,
        "FL DBPR": 1,
        "NYS DOL": 1,
        "LSLBC": 1,
        "ARC/AHA/ASHI": 1,
        "FMCSA": 1,
    }


def test_the_mold_removal_specialist_takes_a_refresher_and_pays() -> None:
    assert _rule("MRS") == (Kind.REFRESHER, 0, 60, True)


def test_calendars_and_spans_after_expiry() -> None:
    rules = {rule.name: rule for entry in _certifications() for rule in entry.rules}
    assert {name: (r.anchor, r.starts) for name, r in rules.items() if r.anchor or r.starts} == {
        "ria": (None, (7, 1)),
        "fl-mold": (date(2024, 8, 1), None),
    }
    assert {rule.first_cycle for rule in rules.values()} == {FirstCycle.FULL}
    assert {name: r.renewable_months for name, r in rules.items() if r.renewable_months} == {
        "ahera": 12
    }
    assert [r for r in rules.values() if r.most_per_activity or r.most_per_day] == []


def test_what_each_service_needs() -> None:
    assert {name: service.needs for name, service in shipped().services.items()} == {
        "water": "WRT",
        "drying": "ASD",
        "mold": "AMRT",
        "fire": "FSRT",
        "odor": "OCT",
        "contents": "CPT",
        "carpet": "CCT",
        "upholstery": "UFT",
        "trauma": "TCST",
    }
    assert shipped().certifications["WRT"].covers == ("water",)


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("SRT", "FSRT"),
        ("CCMT", "CMT"),
        ("SPI", "SCI"),
        ("CCI", "SCI"),
        ("MCT", "MTC"),
        ("MFSR", "MSR"),
        ("JFSR", "JSR"),
        ("hazwoper", "HAZWOPER-8"),
    ],
)
def test_aliases(alias: str, code: str) -> None:
    found = shipped().find(alias)
    assert found is not None
    assert found.code == code


def test_prerequisites() -> None:
    assert {entry.code: entry.requires for entry in _certifications() if entry.requires} == {
        "ASD": ("WRT",),
        "AMRT": ("WRT",),
        "AMRS": ("AMRT",),
        "CDS": ("WRT",),
        "MTC": ("CCT", "UFT", "CRT"),
        "MWR": ("WRT", "ASD", "AMRT"),
        "MSR": ("FSRT", "OCT", "UFT"),
        "SCI": ("CCT", "RRT"),
    }


def test_every_statement_has_a_source_or_is_marked_as_recalled() -> None:
    bases = _bases()
    assert [basis for basis in bases if basis.sure is not Sure.R and not basis.source] == []
    assert {basis.read for basis in bases if basis.source} == {date(2026, 11, 22)}


def test_no_name_is_given_twice() -> None:
    pages = [lint(read(file, (DATA / file).read_text("utf-8"))) for file in SHIPPED]
    names = Counter(
        (section, name)
        for page in pages
        for section, named in page.sections.items()
        if section != "sources"
        for name in named
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_every_data_file_is_shipped() -> None:
    assert {path.name for path in DATA.iterdir()} == set(SHIPPED)


def test_every_rule_is_used() -> None:
    pages = [lint(read(file, (DATA / file).read_text("utf-8"))) for file in SHIPPED]
    given = {name for page in pages for name in page.sections.get("rules", {})}
    assert given == {rule.name for entry in _certifications() for rule in entry.rules}


def _certifications() -> list[Certification]:
    return list(shipped().certifications.values())


def _bases() -> list[Basis]:
    known = shipped()
    rules: list[Rule] = [rule for entry in _certifications() for rule in entry.rules]
    costs = [cost for entry in _certifications() for cost in entry.costs]
    statements = [*known.bodies.values(), *_certifications(), *known.services.values()]
    return [statement.basis for statement in [*statements, *rules, *costs]]

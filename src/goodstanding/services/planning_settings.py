"""The planner's settings of a company: the rows of the workbook's sheet Rules."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from goodstanding.engine.planning.settings import Row, name_of, read_settings
from goodstanding.engine.planning.settings import Settings as Limits
from goodstanding.files.workbook.activities import Names, Unknown
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.journal import Draft
from goodstanding.records.models import Organisation, PlanningSetting
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.offerings import next_place
from goodstanding.services.verbs import verb

_SERVICE = "service_"


class Setting(NamedTuple):
    """A setting: what it is for, and what holds without it."""

    title: str
    about: str
    usual: str


SETTINGS = {
    "max_out": Setting(
        "Most people out",
        "Of a branch on one day: a share, such as 20%, or a number of people",
        "20%",
    ),
    "on_duty": Setting(
        "On duty",
        "Certified people of each service who stay in each branch",
        "1",
    ),
    "budget": Setting(
        "Budget",
        "Most money that the year may cost; blank: no limit",
        "",
    ),
    "margin": Setting(
        "Margin",
        "Credits to have beyond what a deadline needs",
        "2",
    ),
    "submit_days": Setting(
        "Days to submit",
        "So long before a deadline the credits are to be earned",
        "30",
    ),
    "year_target": Setting(
        "Credits in a year",
        "What everybody is to earn in a year; 0: no target",
        "8",
    ),
    "busy_factor": Setting(
        "Busy days count",
        "So many times as much as other days",
        "2",
    ),
}


class Settings(NamedTuple):
    """The settings as they were written, by name; the company's own services with the
    certification that each needs; other rows, which the planner does not know."""

    values: dict[str, str]
    services: list[tuple[str, str]]
    others: list[tuple[str, str]]


def settings_of(organisation: Organisation) -> Settings:
    """What is set for a company. Of a setting that stands there twice the first counts."""
    found = Settings({}, [], [])
    for row in _rows(organisation):
        name = name_of(row.setting)
        if name in SETTINGS and name not in found.values:
            found.values[name] = row.value
        elif name.startswith(_SERVICE):
            found.services.append((_service(row.setting), row.value))
        else:
            found.others.append((row.setting, row.value))
    return found


def limits_of(organisation: Organisation) -> Limits:
    """What is set for a company as the planner takes it: what is no value is what is usual."""
    values = settings_of(organisation).values
    limits, _ = read_settings([Row(at, *row) for at, row in enumerate(values.items())])
    return limits


def change_settings(
    *, by: Actor, values: Mapping[str, str], services: Mapping[str, str]
) -> Settings:
    """Other settings and services; a blank setting is what is usual. Rows that the planner does
    not know stay as they are."""
    with verb(by, May.CHANGE_PLANNING) as draft:
        names = Names(catalogue_of(by.organisation))
        checks.refuse([*mistakes(values), *_unknown(services, names)])
        wanted = {name: one_line(text) for name, text in values.items() if text.strip()}
        for name, needs in services.items():
            wanted[f"service {one_line(name)}"] = str(names.code(needs))
        _put(draft, wanted)
        draft.what = "Changed the settings of the planner"
    return settings_of(by.organisation)


def _rows(organisation: Organisation) -> list[PlanningSetting]:
    return list(PlanningSetting.objects.of(organisation).order_by("place", "pk"))


def _service(setting: str) -> str:
    return one_line(re.split(r"[\s_-]+", setting.strip(), maxsplit=1)[1])


def _put(draft: Draft, wanted: Mapping[str, str]) -> None:
    """Make the known rows say this, in their places; new ones stand behind."""
    left = {name_of(setting): (setting, value) for setting, value in wanted.items()}
    for row in _rows(draft.organisation):
        name = name_of(row.setting)
        if name not in SETTINGS and not name.startswith(_SERVICE):
            continue
        _, value = left.pop(name, ("", None))
        draft.changed("Planner", row.setting, row.value, value)
        if value is None:
            row.delete()
        elif value != row.value:
            row.value = value
            row.save(update_fields=["value"])
    for at, (setting, value) in enumerate(left.values()):
        draft.changed("Planner", setting, None, value)
        PlanningSetting(
            organisation=draft.organisation,
            setting=setting,
            value=value,
            place=next_place(draft) + at,
        ).save(force_insert=True)


def mistakes(values: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with the values of known settings; a blank one is what is usual."""
    for name, typed in values.items():
        if typed.strip():
            _, wrong = read_settings([Row(0, name, one_line(typed))])
            yield from ((name, mistake.text) for mistake in wrong)


def _unknown(services: Mapping[str, str], names: Names) -> Iterator[Finding]:
    for name, needs in services.items():
        yield from checks.line("services", name, 100, needed=True)
        code = names.code(needs)
        if isinstance(code, Unknown):
            yield "services", f"{one_line(name)}: {code.text}"

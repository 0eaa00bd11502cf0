"""The planner's settings of a company: the rows of the workbook's sheet Rules."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from goodstanding.engine.folding import fold
from goodstanding.files.workbook.activities import Names, Unknown
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.journal import Draft
from goodstanding.records.models import Organisation, PlanningSetting
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.offerings import next_place
from goodstanding.services.verbs import verb

_PLAIN = re.compile(r"\d{1,12}(?:\.\d{0,12})?|\.\d{1,12}", re.ASCII)
_MOST = 3_660
_SERVICE = "service_"


class Setting(NamedTuple):
    """A setting: what it is for, what holds without it, an example in words."""

    title: str
    about: str
    usual: str
    example: str


SETTINGS = {
    "max_out": Setting(
        "Most people out",
        "Of a branch on one day: a share, such as 20%, or a number of people",
        "20%",
        "a share, such as 20%, or a number of people, such as 3",
    ),
    "on_duty": Setting(
        "On duty",
        "Certified people of each service who stay in each branch",
        "1",
        "a whole number of people, such as 1",
    ),
    "budget": Setting(
        "Budget",
        "Most money that the year may cost; blank: no limit",
        "",
        "an amount of money with at most two decimals, such as 9600",
    ),
    "margin": Setting(
        "Margin",
        "Credits to have beyond what a deadline needs",
        "2",
        "credits with at most two decimals, such as 2",
    ),
    "submit_days": Setting(
        "Days to submit",
        "So long before a deadline the credits are to be earned",
        "30",
        "a whole number of days, such as 30",
    ),
    "year_target": Setting(
        "Credits in a year",
        "What everybody is to earn in a year; 0: no target",
        "8",
        "credits with at most two decimals, such as 8",
    ),
    "busy_factor": Setting(
        "Busy days count",
        "So many times as much as other days",
        "2",
        "a number, such as 2",
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


def name_of(text: str) -> str:
    """A setting as the planner compares it: "Max out" is max_out."""
    return re.sub(r"[\s_-]+", "_", fold(text))


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
        if typed.strip() and not _READS[name](typed.strip()):
            yield (
                name,
                f"“{one_line(typed)}” is no value for {name}: write {SETTINGS[name].example}.",
            )


def _unknown(services: Mapping[str, str], names: Names) -> Iterator[Finding]:
    for name, needs in services.items():
        yield from checks.line("services", name, 100, needed=True)
        code = names.code(needs)
        if isinstance(code, Unknown):
            yield "services", f"{one_line(name)}: {code.text}"


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def _share_or_people(text: str) -> bool:
    return _number(text.removesuffix("%").rstrip()) is not None


def _whole(text: str) -> bool:
    number = _number(text)
    return number is not None and number == int(number) and number <= _MOST


def _hundredths(text: str) -> bool:
    number = _number(text)
    return number is not None and number * 100 == int(number * 100)


def _factor(text: str) -> bool:
    number = _number(text)
    return number is not None and number <= _MOST


_READS: dict[str, Callable[[str], bool]] = {
    "max_out": _share_or_people,
    "on_duty": _whole,
    "budget": _hundredths,
    "margin": _hundredths,
    "submit_days": _whole,
    "year_target": _hundredths,
    "busy_factor": _factor,
}

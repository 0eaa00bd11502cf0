"""The planner's settings of a company."""

import pytest

import company as cast
from goodstanding.engine.planning.settings import Row, read_settings
from goodstanding.records.models import PlanningSetting
from goodstanding.services.access import Wrong
from goodstanding.services.planning_settings import Settings, change_settings, settings_of
from services.journaled import last

pytestmark = pytest.mark.django_db


def test_settings_are_kept_as_they_were_written() -> None:
    by = cast.actor(cast.company())
    values = {"max_out": "25 %", "margin": " ", "budget": "9600.50"}
    found = change_settings(by=by, values=values, services={"Pack out": "fsrt"})
    assert found == Settings({"max_out": "25 %", "budget": "9600.50"}, [("Pack out", "FSRT")], [])
    change_settings(by=by, values={"max_out": "3"}, services={"pack  out": "FSRT"})
    assert last(by.organisation) == {
        "verb": "planning.change",
        "what": "Changed the settings of the planner",
        "subjects": [],
        "changes": [["Planner", "max_out", "25 %", "3"], ["Planner", "budget", "9600.50", None]],
    }
    assert settings_of(by.organisation) == Settings({"max_out": "3"}, [("Pack out", "FSRT")], [])


def test_rows_that_the_planner_does_not_know_stay() -> None:
    by = cast.actor(cast.company())
    for place, (name, value) in enumerate((("Max out", "2"), ("tea", "green"), ("max-out", "4"))):
        PlanningSetting(organisation=by.organisation, setting=name, value=value, place=place).save()
    assert settings_of(by.organisation) == Settings(
        {"max_out": "2"}, [], [("tea", "green"), ("max-out", "4")]
    )
    found = change_settings(by=by, values={"max_out": "3"}, services={})
    assert found == Settings({"max_out": "3"}, [], [("tea", "green")])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *(("max_out", typed) for typed in ("many", "-1", "1,5")),
        *(("on_duty", typed) for typed in ("1.5", "99999")),
        *(("budget", typed) for typed in ("1.005", "$5")),
        *(("margin", "2h"), ("submit_days", "0.5"), ("year_target", "8.001")),
        ("busy_factor", "twice"),
    ],
)
def test_what_is_no_value_is_refused_as_in_a_workbook(name: str, typed: str) -> None:
    by = cast.actor(cast.company())
    with pytest.raises(Wrong) as wrong:
        change_settings(by=by, values={name: typed}, services={})
    assert wrong.value.field == name
    _, (mistake,) = read_settings([Row(2, name, typed)])
    assert wrong.value.text == mistake.text
    assert mistake.text.startswith(f"“{typed}” is no value for {name}: write ")


def test_a_service_needs_a_certification_that_there_is() -> None:
    by = cast.actor(cast.company())
    with pytest.raises(Wrong) as wrong:
        change_settings(by=by, values={}, services={"water": "WRTX"})
    assert wrong.value.field == "services"
    assert wrong.value.text.startswith("Water: ")

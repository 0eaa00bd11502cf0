"""Finding certifications and bodies."""

import pytest

from goodstanding.engine.rules.load import shipped
from goodstanding.engine.rules.model import Basis, Kind, Service, Sure


@pytest.mark.parametrize(
    "text", ["FSRT", " srt ", "Fire and  Smoke damage restoration TECHNICIAN", "fsrt"]
)
def test_a_certification_is_found_by_code_alias_or_name(text: str) -> None:
    assert shipped().find(text) is shipped().certifications["FSRT"]


def test_what_is_not_there_is_not_found() -> None:
    assert (shipped().find("FSR"), shipped().find(""), shipped().body("IICR")) == (None, None, None)


def test_a_body_is_found_without_regard_to_case() -> None:
    assert shipped().body(" iicrc ") is shipped().bodies["IICRC"]


def test_a_certification_is_of_the_kind_of_its_rule() -> None:
    assert shipped().certifications["RRP"].kind is Kind.REFRESHER


def test_a_company_s_own_services_go_before_the_catalogue_s() -> None:
    own = Service("water", "ASD", Basis("our rules", None, Sure.A))
    changed = shipped().with_services([own])
    assert changed.services == {**shipped().services, "water": own}
    assert changed.find("WRT") is shipped().certifications["WRT"]

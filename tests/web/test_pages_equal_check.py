"""What the Team page shows equals `goodstanding check` on the exported workbook."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from cli.cast import run
from company import TODAY, client, user
from goodstanding.records.models import Membership, Organisation, Person
from goodstanding.services import demo
from goodstanding.web.door import actor_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

CELL = re.compile(
    r'<b class="cell-code">(?P<code>[^<]*)</b><span class="label \w+"><svg.*?</svg>(?P<label>[^<]*)'
    r'</span></span><span class="cell-facts"><span>(?P<had>[^<]*)</span>',
)
Shown = list[tuple[str, str, str, str]]


def test_the_demonstration(tmp_path: Path) -> None:
    dana = user("Dana Reyes", "dana@cascade.example")
    company = demo.lay_out(user=dana, on=TODAY)
    browser = client(actor_for(Membership.objects.get(user=dana, organisation=company), "Dana"))
    exported = tmp_path / "team.xlsx"
    exported.write_bytes(b"".join(browser.get("/export/team.xlsx")))
    pages = [browser.get(url).content.decode() for url in ("/team/", "/team/?label=left")]
    told = check(exported)
    assert sorted(cell for page in pages for cell in cells(company, page)) == sorted(told)
    assert len(told) > 20


def cells(company: Organisation, page: str) -> Shown:
    """Every credential of the page: whose, which, label, amounts."""
    names = dict(Person.objects.of(company).values_list("pk", "name"))
    parts = re.split(r'href="/people/(\d+)/"', page)
    return [
        (names[int(number)], *(unescape(text).strip() for text in found))
        for number, part in zip(parts[1::2], parts[2::2], strict=True)
        for found in CELL.findall(part)
    ]


def check(file: Path) -> Shown:
    """The same, as the command line says it of the exported workbook."""
    answer = json.loads(run("check", str(file), "--on", str(TODAY), "--format", "json").stdout)
    assert [one for one in answer["problems"] if one["severity"] == "error"] == []
    return [
        (person["name"], held["certification"], words(held), had(held))
        for person in answer["people"]
        for held in person["credentials"]
    ]


def words(held: dict[str, object]) -> str:
    soon = held["label"] == "Due soon"
    return f"{held['label']} · {held['days_left']} days" if soon else str(held["label"])


def had(held: dict[str, float]) -> str:
    if held["posted"] is None or not held["required"]:
        return ""
    return f"{held['posted'] + held['submitted'] + held['earned']:g} of {held['required']:g}"

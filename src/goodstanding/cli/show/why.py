"""One person's credentials with every reason, so that any number can be explained."""

from datetime import date

from rich.text import Text

from goodstanding.cli.answers import Judged
from goodstanding.cli.show.paper import SYMBOLS, Paper
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import Standing
from goodstanding.engine.standing.explain import explain, headline
from goodstanding.engine.standing.remedies import remedy


def show_why(title: str, people: list[Judged], catalogue: Catalogue, on: date) -> None:
    """Write for each credential what it stands at, what to do, and how that came about."""
    paper = Paper()
    paper.title(title, on)
    for one in people:
        paper.section(one.member.name)
        if not one.standings:
            paper.line("No certification is recorded.", "dim")
        for place, standing in enumerate(one.standings):
            if place:
                paper.line()
            _show_credential(paper, one.member.name, standing, catalogue)


def _show_credential(paper: Paper, name: str, standing: Standing, catalogue: Catalogue) -> None:
    symbol, ink = SYMBOLS[standing.kind]
    label = Text(f"{symbol} {standing.label}", ink)
    paper.line(Text.assemble((standing.certification, "bold"), "  ", label))
    paper.prose(Text(headline(name, standing, catalogue)), indent=2, hanging=2)
    todo = remedy(standing, catalogue)
    if todo:
        paper.prose(Text(f"→ {todo}"), indent=2, hanging=2)
    for said in explain(standing, catalogue):
        paper.prose(Text(f"· {said}", "dim"), indent=4, hanging=2)

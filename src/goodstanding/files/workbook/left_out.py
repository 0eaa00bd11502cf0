"""What else is wrong in rows that are left out, so that everything can be mended at once.

Only single words are looked up: days that depend on a cell that could not be read would be
blamed for the fault of that cell.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from goodstanding.engine.folding import fold
from goodstanding.files.workbook.activities import Names, Unknown
from goodstanding.files.workbook.book import Workbook
from goodstanding.files.workbook.certifications import Finding
from goodstanding.files.workbook.roster import Roster

Services = dict[str, str]
"""The names of services by their folded names."""


def words_of_left_out(
    workbook: Workbook, roster: Roster, names: Names, services: Services
) -> Iterator[tuple[str, int, list[Finding]]]:
    """The sheet, the row and what is wrong with the names and codes in it."""
    for held in workbook.certifications.left_out:
        found = [*_person(roster, "Name", held.values.name)]
        found += _code(names, "Certification", held.values.certification)
        yield "Certifications", held.number, found
    for had in workbook.credits.left_out:
        found = [*_person(roster, "Name", had.values.name), *_body(names, had.values.body)]
        found += _code(names, "Obtains", had.values.obtains)
        yield "Credits", had.number, found
    for paid in workbook.fees.left_out:
        found = [*_person(roster, "Name", paid.values.name), *_body(names, paid.values.body)]
        yield "Fees", paid.number, found
    for seen in workbook.observations.left_out:
        found = [*_person(roster, "Name", seen.values.name)]
        found += _code(names, "Certification", seen.values.certification)
        yield "Observations", seen.number, found
    for job in workbook.jobs.left_out:
        found = [*_service(services, job.values.service)]
        found += [one for name in job.values.crew for one in _person(roster, "Crew", name)]
        yield "Jobs", job.number, found


def no_service(text: str, services: Services) -> str:
    """The sentence for a service that there is not."""
    close = get_close_matches(fold(text), services, n=1)
    hint = f"did you mean “{services[close[0]]}”?" if close else f"known are {', '.join(services)}."
    return f"“{text}” is no service of the catalogue; {hint}"


def _person(roster: Roster, title: str, text: str | None) -> Iterator[Finding]:
    if text is not None and (why := roster.why_nobody(text)):
        yield title, why


def _code(names: Names, title: str, text: str | None) -> Iterator[Finding]:
    if text is not None and isinstance(found := names.code(text), Unknown):
        yield title, found.text


def _body(names: Names, text: str | None) -> Iterator[Finding]:
    if isinstance(found := names.body(text), Unknown):
        yield "Body", found.text


def _service(services: Services, text: str | None) -> Iterator[Finding]:
    if text is not None and fold(text) not in services:
        yield "Service", no_service(text, services)

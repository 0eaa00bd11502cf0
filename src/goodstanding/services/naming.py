"""Who is meant by a name: by ID, else by e-mail, else by exact name, as in a workbook."""

from goodstanding.engine.folding import fold
from goodstanding.records.models import Organisation, Person

MOST_OFFERED = 500


def offered(organisation: Organisation) -> list[tuple[str, str]]:
    """Names of people who work here, each with what tells him from others."""
    rows = Person.objects.of(organisation).filter(left_on=None).order_by("name", "pk")
    few = rows.values_list("name", "number", "email")[:MOST_OFFERED]
    return [(name, number or email) for name, number, email in few]


def is_taken(organisation: Organisation, name: str) -> bool:
    """Whether somebody on the list, here or left, is called so already."""
    wanted, people = fold(name), Person.objects.of(organisation)
    return any(fold(one) == wanted for one in people.values_list("name", flat=True).iterator())


def named(organisation: Organisation, text: str) -> Person | str:
    """The person meant, or the sentence that says why nobody can be."""
    wanted, people = fold(text), Person.objects.of(organisation)
    rows = list(people.order_by("pk").values_list("pk", "number", "email", "name"))
    for place in (1, 2, 3):
        found = [row[0] for row in rows if fold(row[place]) == wanted]
        if len(found) > 1:
            fits = f"“{text}” fits {len(found)} people"
            return f"{fits}: write the ID or the e-mail address of the one meant."
        if found:
            return people.get(pk=found[0])
    return f"There is no person “{text}” on the team: correct the name, or add the person first."


def called(organisation: Organisation, person: Person) -> str:
    """What to type for a person, so that `named` finds him and nobody else."""
    texts = (person.name, person.email, person.number)
    return next((text for text in texts if text and named(organisation, text) == person), "")

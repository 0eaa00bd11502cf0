"""What every verb does around its own work: permission, transaction, entry, standings."""

from collections.abc import Iterator
from contextlib import contextmanager

from goodstanding.records import journal, standings
from goodstanding.records.journal import Draft
from goodstanding.services.access import Actor, May


@contextmanager
def verb(by: Actor, what: May) -> Iterator[Draft]:
    """All of a verb, or nothing of it: facts, the journal's entry, the standings touched.

    Raises Forbidden before anything is read when the role does not permit it. The actor goes on
    with the company's own rules as they are under the lock.
    """
    by.must(what)
    with journal.writing(by.organisation, by.author, what.value) as draft:
        by.organisation.own_rules = draft.organisation.own_rules
        yield draft
        draft.store()
        if draft.people:
            standings.refresh(by.organisation, draft.people, by.today, draft.seq)

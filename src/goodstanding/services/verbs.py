"""What every verb does around its own work: permission, transaction, entry, standings."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction

from goodstanding.records import journal, standings
from goodstanding.records.journal import Draft
from goodstanding.services import catching_up
from goodstanding.services.access import Actor, May

_log = logging.getLogger(__name__)


@contextmanager
def verb(by: Actor, what: May) -> Iterator[Draft]:
    """All of a verb, or nothing of it: facts, the journal's entry, the standings touched. Where
    these are of very many people, the background works them out.

    Raises Forbidden before anything is read when the role does not permit it. The actor goes on
    with the company's own rules as they are under the lock.
    """
    by.must(what)
    with journal.writing(by.organisation, by.author, what.value) as draft:
        by.organisation.own_rules = draft.organisation.own_rules
        yield draft
        draft.store()
        if len(draft.people) > catching_up.AT_ONCE:
            why = draft.what.partition(":")[0]
            catching_up.tell(by.organisation, len(draft.people), why)
        elif draft.people:
            standings.refresh(draft.organisation, draft.people, by.today, draft.seq)
        transaction.on_commit(partial(_tell, by, what, draft.seq))


def _tell(by: Actor, what: May, seq: int) -> None:
    """Who did what, by numbers; the journal has the rest."""
    numbers = {"company": by.organisation.pk, "user": by.user, "verb": what.value, "entry": seq}
    _log.info("recorded", extra=numbers)

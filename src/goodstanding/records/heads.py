"""The lock that verbs and the background take on a company before they write."""

from django.db import connection

from goodstanding.records.models import Head, Organisation

_NUMBER = 0x68656164
"""The kind of PostgreSQL's lock; which company it is of is the second number."""


def locked(organisation: Organisation) -> Head:
    """The head of a company's journal under lock, with the company and its sums as they are now.

    All three rows are locked: PostgreSQL reads only such rows anew after it has waited.
    """
    _queue(organisation)
    heads = Head.objects.select_related("organisation__tally")
    rows = ("self", "organisation", "organisation__tally")
    return heads.select_for_update(of=rows, no_key=True).get(
        organisation=organisation, organisation__tally__isnull=False
    )


def _queue(organisation: Organisation) -> None:
    """First come, first served: whoever waits on PostgreSQL for a row that is changed meanwhile
    goes to the end of those who wait for the new row, and under load somebody waits for ever."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [_NUMBER, organisation.pk % 2**31]
            )

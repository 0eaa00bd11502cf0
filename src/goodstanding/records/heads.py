"""The lock that verbs and the background take on a company before they write."""

from goodstanding.records.models import Head, Organisation


def locked(organisation: Organisation) -> Head:
    """The head of a company's journal under lock, with the company and its sums as they are now.

    All three rows are locked: PostgreSQL reads only such rows anew after it has waited.
    """
    heads = Head.objects.select_related("organisation__tally")
    rows = ("self", "organisation", "organisation__tally")
    return heads.select_for_update(of=rows, no_key=True).get(
        organisation=organisation, organisation__tally__isnull=False
    )

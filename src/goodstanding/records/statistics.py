"""What the database knows of its tables when it chooses how to look for something.

Without it SQLite reads all facts of a company to find four of them by their keys.
"""

from django.db import connection

_SAMPLE = 1000
"""Rows of an index that are looked at: a company of 10,000 people takes some hundredths of a
second, during which nobody else writes."""


def gather() -> None:
    """Gather them afresh; on PostgreSQL its own background does so."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={_SAMPLE}")
        cursor.execute("ANALYZE")

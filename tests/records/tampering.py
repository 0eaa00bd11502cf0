"""Fourteen ways to bend a record behind the program's back, by somebody who owns the database.

He knows the program, takes triggers and constraints away and puts them back, and works hashes out
as the program does. Most ways come by two hands: a crude one, and one that rewrites whatever would
give it away.
"""
# ruff: noqa: S608 - raw statements are the point

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection

from goodstanding.records import guards
from goodstanding.records.hashing import canonical, committed
from goodstanding.records.journal import entry_hash, fact_hash
from goodstanding.records.models import Entry, Fact, Head, Organisation, Standing
from goodstanding.records.standings import refresh_all
from records.cast import run

TABLES = ("standing", "fact", "activity", "entry", "head", "import", "keptsheet", "person", "tally")
"""What an older copy is put back of."""


@dataclass(frozen=True)
class Way:
    """One way: the kind and the hand, what is done, and what verify must say of it. Those that
    only a checkpoint brings to light are otherwise perfect."""

    kind: str
    done: str
    bend: Callable[["Bent"], None]
    named: str
    by_checkpoint_only: bool = False


@dataclass
class Bent:
    """The company that is bent, and the day on which."""

    one: Organisation
    today: Any
    kept: set[str] = field(default_factory=set)

    def entry(self, seq: int) -> Entry:
        """An entry by its number."""
        found: Entry = Entry.objects.of(self.one).get(seq=seq)
        return found

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return int(Head.objects.get(organisation=self.one).seq)


@contextmanager
def unguarded() -> Iterator[None]:
    """Without triggers. PostgreSQL touches none while a table has checks to come."""
    connection.check_constraints()
    guards.drop(connection)
    yield
    connection.check_constraints()
    guards.create(connection)


def several_with_one_number() -> None:
    """Take away what refuses two entries with one number."""
    name = "one_entry_a_number"
    if connection.vendor == "postgresql":
        run(f"ALTER TABLE records_entry DROP CONSTRAINT {name}")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'records_entry'")
        (made,) = cursor.fetchone()
    without = re.sub(rf',\s*CONSTRAINT "{name}" UNIQUE \([^)]*\)', "", made)
    assert without != made
    run(without.replace('"records_entry"', '"entry_free"', 1))
    run("INSERT INTO entry_free SELECT * FROM records_entry")
    run("DROP TABLE records_entry")
    run("ALTER TABLE entry_free RENAME TO records_entry")


def keep_a_copy() -> None:
    """An older copy of everything, kept aside."""
    for table in TABLES:
        run(f"CREATE TABLE copy_{table} AS SELECT * FROM records_{table}")


def put_back() -> None:
    """The older copy in the place of what is there."""
    with unguarded():
        for table in TABLES:
            run(f"DELETE FROM records_{table}")
        for table in reversed(TABLES):
            run(f"INSERT INTO records_{table} SELECT * FROM copy_{table}")


def write(entry: Entry) -> None:
    """An entry with the hash that it must have by its contents."""
    entry.commitment = committed(entry.salt, entry.details)
    entry.hash = entry_hash(entry)
    entry.save()


def rewrite(bent: Bent, first: int) -> None:
    """All hashes from an entry on, facts and head included, and the cache."""
    before = bent.entry(first - 1).hash if first > 1 else ""
    for entry in Entry.objects.of(bent.one).filter(seq__gte=first).order_by("seq"):
        numbers = [number for number, _ in entry.facts]
        rows = {row.pk: row for row in Fact.objects.of(bent.one).filter(pk__in=numbers)}
        entry.facts = [[number, fact_hash(rows[number])] for number in numbers]
        entry.before = before
        write(entry)
        before = entry.hash
    run("UPDATE records_head SET hash = %s WHERE organisation_id = %s", before, bent.one.pk)
    judge_anew(bent, bent.last)


def move(bent: Bent, after: int, by: int) -> None:
    """The numbers of all entries after one, and whatever names them."""
    seqs = Entry.objects.of(bent.one).filter(seq__gt=after).order_by("seq" if by < 0 else "-seq")
    for seq in list(seqs.values_list("seq", flat=True)):
        run("UPDATE records_entry SET seq = %s WHERE seq = %s", seq + by, seq)
    for column in ("fact SET recorded_seq", "fact SET superseded_seq", "import SET accepted_seq"):
        name = column.split()[-1]
        run(f"UPDATE records_{column} = {name} + %s WHERE {name} > %s", by, after)
    run("UPDATE records_head SET seq = seq + %s", by)


def change_a_field(bent: Bent) -> None:
    """A credit of 16 hours instead of 6."""
    fact = Fact.objects.of(bent.one).get(kind="credit", superseded_seq=None)
    states = canonical({**fact.states, "amount": 1600}).decode()
    run("UPDATE records_fact SET states = %s WHERE id = %s", states, fact.pk)


def change_a_field_and_all_hashes(bent: Bent) -> None:
    change_a_field(bent)
    rewrite(bent, 1)


def change_a_time(bent: Bent) -> None:
    """An entry three days earlier."""
    run("UPDATE records_entry SET at = %s WHERE seq = 5", bent.entry(5).at - timedelta(3))


def change_a_time_and_its_hash(bent: Bent) -> None:
    entry = bent.entry(5)
    entry.at -= timedelta(3)
    write(entry)


def change_the_last_time(bent: Bent) -> None:
    """The last entry three days earlier, with its hash and the head."""
    entry = bent.entry(bent.last)
    entry.at -= timedelta(3)
    entry.save()
    rewrite(bent, bent.last)


def swap(_: Bent) -> None:
    """Two entries in each other's place."""
    for now, then in ((5, 100), (6, 5), (100, 6)):
        run("UPDATE records_entry SET seq = %s WHERE seq = %s", then, now)


def swap_and_rewrite(bent: Bent) -> None:
    """Two entries that recorded nobody's facts, in each other's place; then all hashes."""
    for now, then in ((2, 100), (3, 2), (100, 3)):
        run("UPDATE records_entry SET seq = %s WHERE seq = %s", then, now)
    rewrite(bent, 2)


def _invented(bent: Bent, seq: int) -> Entry:
    entry = bent.entry(seq - 1)
    before = entry.hash
    entry.pk, entry.seq, entry.before = None, seq, before
    entry.facts, entry.superseded, entry.details = [], [], {**entry.details, "what": "Invented"}
    return entry


def insert(bent: Bent) -> None:
    """An entry that nobody wrote, with a right hash, between two others."""
    made = _invented(bent, 7)
    move(bent, 6, 1)
    write(made)


def insert_and_rewrite(bent: Bent) -> None:
    insert(bent)
    rewrite(bent, 7)


def delete_from_the_middle(_: Bent) -> None:
    run("DELETE FROM records_entry WHERE seq = 3")


def delete_and_close_up(bent: Bent) -> None:
    """An entry of the middle is taken out, and the rest moves up."""
    run("DELETE FROM records_entry WHERE seq = 3")
    move(bent, 3, -1)


def delete_and_rewrite(bent: Bent) -> None:
    delete_and_close_up(bent)
    rewrite(bent, 3)


def judge_anew(bent: Bent, last: int) -> None:
    """The cache as the program would have it."""
    refresh_all(Organisation.objects.get(pk=bent.one.pk), bent.today, last)


def cut_the_tail(bent: Bent) -> None:
    """The last two entries and all that they did, without a trace."""
    last = bent.last - 2
    run("DELETE FROM records_fact WHERE recorded_seq > %s", last)
    run("UPDATE records_fact SET superseded_seq = NULL WHERE superseded_seq > %s", last)
    run("DELETE FROM records_import WHERE accepted_seq > %s", last)
    run("DELETE FROM records_entry WHERE seq > %s", last)
    run("UPDATE records_head SET seq = %s, hash = %s", last, bent.entry(last).hash)
    judge_anew(bent, last)


def delete_the_chain(bent: Bent) -> None:
    """Every entry, with all facts and the cache; the head as of a new company."""
    for table in ("standing", "fact", "entry", "import"):
        run(f"DELETE FROM records_{table}")
    run("UPDATE records_head SET seq = 0, hash = ''")
    judge_anew(bent, 0)


def delete_the_company(_: Bent) -> None:
    """The company with everything."""
    tables = ("standing", "fact", "activity", "entry", "head", "tally", "import", "keptsheet")
    for table in (*tables, "membership", "person", "branch"):
        run(f"DELETE FROM records_{table}")
    run("DELETE FROM records_organisation")


def rewrite_everything(bent: Bent) -> None:
    """Another name for who acted, from the first entry on."""
    for entry in Entry.objects.of(bent.one):
        entry.actor, entry.details = "user:99", {**entry.details, "by": "Somebody Else"}
        entry.save()
    rewrite(bent, 1)


def fork(bent: Bent) -> None:
    """Two continuations after one entry, each with right hashes."""
    several_with_one_number()
    write(_invented(bent, 9))


def fork_at_the_end(bent: Bent) -> None:
    """A second last entry, to which the head is bent."""
    several_with_one_number()
    made = _invented(bent, bent.last)
    write(made)
    run("UPDATE records_head SET hash = %s", made.hash)


def double_a_number(_: Bent) -> None:
    """An entry gets the number of another."""
    several_with_one_number()
    run("UPDATE records_entry SET seq = 7 WHERE seq = 8")


def double_an_entry(bent: Bent) -> None:
    """An entry is there a second time, to the letter."""
    several_with_one_number()
    entry = bent.entry(7)
    entry.pk = None
    entry.save()


def change_a_file(_: Bent) -> None:
    """Another file in the place of an imported one."""
    content = b"Name\nBob Tamper\n"
    run("UPDATE records_import SET content = %s WHERE name = 'first.xlsx'", content)


def change_a_file_and_its_hash(bent: Bent) -> None:
    change_a_file(bent)
    digest = hashlib.sha256(b"Name\nBob Tamper\n").hexdigest()
    run("UPDATE records_import SET sha256 = %s WHERE name = 'first.xlsx'", digest)


def swap_files(_: Bent) -> None:
    """Two imported files in each other's place, each with its hash."""
    run(
        "UPDATE records_import SET content = (SELECT o.content FROM records_import o"
        " WHERE o.id <> records_import.id), sha256 = (SELECT o.sha256 FROM records_import o"
        " WHERE o.id <> records_import.id)"
    )


def take_a_file(_: Bent) -> None:
    """An imported file is gone."""
    run("DELETE FROM records_import WHERE name = 'first.xlsx'")


def edit_the_cache(bent: Bent) -> None:
    """A standing that looks better than it is."""
    Standing.objects.of(bent.one).filter(certification="WRT").update(label="Good standing")


REWRITTEN = "is another one than at the checkpoint: the journal was rewritten"
GONE = "its tail was cut off, or an older copy was put back"
WAYS = (
    Way("changed field", "6 hours become 16", change_a_field, "is not as it was recorded"),
    Way("changed field", "… with all hashes", change_a_field_and_all_hashes, REWRITTEN, True),
    Way("changed time", "an entry 3 days earlier", change_a_time, "Entry 5 is not as it was"),
    Way("changed time", "… with its hash", change_a_time_and_its_hash, "Entry 6 does not follow"),
    Way("changed time", "the last entry, with its hash", change_the_last_time, REWRITTEN, True),
    Way("swapped", "two entries", swap, "Entries 5 and 6 were swapped."),
    Way("swapped", "… with all hashes", swap_and_rewrite, REWRITTEN, True),
    Way("inserted", "an entry with a right hash", insert, "as entries 7 to 14: 1 entry put in"),
    Way("inserted", "… with all hashes", insert_and_rewrite, REWRITTEN, True),
    Way("deleted middle", "an entry", delete_from_the_middle, "Entry 3 is missing."),
    Way("deleted middle", "… closed up", delete_and_close_up, "entries 4 to 14: 1 entry taken out"),
    Way("deleted middle", "… with all hashes", delete_and_rewrite, GONE, True),
    Way("cut tail", "two entries, without a trace", cut_the_tail, GONE, True),
    Way("deleted chain", "every entry and fact", delete_the_chain, "ends with entry 0", True),
    Way("deleted chain", "the company", delete_the_company, "There is no company", True),
    Way("all hashes rewritten", "another name everywhere", rewrite_everything, REWRITTEN, True),
    Way("fork", "a second entry 9", fork, "two different entries 9 follow entry 8"),
    Way("fork", "a second end", fork_at_the_end, "two different entries 14 follow entry 13"),
    Way("duplicate number", "8 becomes 7", double_a_number, "The number 7 is there twice"),
    Way("duplicate number", "an entry to the letter", double_an_entry, "Entry 7 is there twice."),
    Way("file bytes", "another file", change_a_file, "is not the file that came in"),
    Way("file bytes", "… with its hash", change_a_file_and_its_hash, "is another file than the"),
    Way("file bytes", "the file is gone", take_a_file, "that entry 13 accepted is missing"),
    Way("swapped files", "two files with hashes", swap_files, "is another file than the one that"),
    Way("old backup put back", "everything", lambda _: put_back(), GONE, True),
    Way("edited cache", "a better label", edit_the_cache, "is not what the engine says"),
)

"""The watches for PostgreSQL: one function and trigger for each sort of statement, which sees all
the rows of the statement at once."""
# ruff: noqa: S608 - every piece of these statements stands in this file

_COPIED = "organisation_id, branch_id, left_on, urgency"
"""What the cache has of a person."""
_SOURCES = {
    "watch_new": "SELECT organisation_id, person_id FROM after",
    "watch_old": "SELECT organisation_id, person_id FROM before",
    "watch_both": """SELECT organisation_id, person_id FROM after
    UNION SELECT organisation_id, person_id FROM before""",
    "watch_new_person": """SELECT organisation_id, id AS person_id FROM after
    WHERE urgency <> '99'""",
    "watch_person": f"""SELECT organisation_id, id AS person_id FROM
    (SELECT id, {_COPIED} FROM after EXCEPT SELECT id, {_COPIED} FROM before) AS changed""",
    "watch_all": "SELECT organisation_id, id AS person_id FROM records_person",
}
_BODIES = {
    name: f"""
BEGIN
  INSERT INTO records_unjudged (organisation_id, person_id)
    SELECT DISTINCT organisation_id, person_id FROM ({people}) AS p
    ON CONFLICT (organisation_id, person_id) DO NOTHING;
  RETURN NULL;
END"""
    for name, people in _SOURCES.items()
}
_AFTER, _BEFORE = "NEW TABLE AS after", "OLD TABLE AS before"
_INSERT, _DELETE, _UPDATE, _TRUNCATE = 4, 8, 16, 32
_TRIGGERS = {
    "standing_inserted": ("standing", "INSERT", _INSERT, _AFTER, "watch_new"),
    "standing_updated": ("standing", "UPDATE", _UPDATE, f"{_AFTER} {_BEFORE}", "watch_both"),
    "standing_deleted": ("standing", "DELETE", _DELETE, _BEFORE, "watch_old"),
    "standing_emptied": ("standing", "TRUNCATE", _TRUNCATE, "", "watch_all"),
    "person_inserted": ("person", "INSERT", _INSERT, _AFTER, "watch_new_person"),
    "person_updated": ("person", "UPDATE", _UPDATE, f"{_AFTER} {_BEFORE}", "watch_person"),
    "fact_inserted": ("fact", "INSERT", _INSERT, _AFTER, "watch_new"),
    "fact_updated": ("fact", "UPDATE", _UPDATE, _AFTER, "watch_new"),
}


def _function(name: str, body: str) -> str:
    made = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
    return f"{made} AS $watch${body}$watch$"


def _trigger(name: str, made: tuple[str, str, int, str, str]) -> str:
    table, event, _, tables, function = made
    referencing = f"REFERENCING {tables} " if tables else ""
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON records_{table} {referencing}"
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )


CREATE: dict[str, str] = {
    **{name: _function(name, body) for name, body in _BODIES.items()},
    **{name: _trigger(name, made) for name, made in _TRIGGERS.items()},
}

_OF_PERSON = "SELECT id, organisation_id, counted"
_COMPANIES = {
    "doubt_new": "SELECT organisation_id FROM after",
    "doubt_old": "SELECT organisation_id FROM before",
    "doubt_both": "SELECT organisation_id FROM after UNION SELECT organisation_id FROM before",
    "doubt_new_person": "SELECT organisation_id FROM after WHERE counted IS NOT NULL",
    "doubt_person": f"""SELECT organisation_id FROM
    (({_OF_PERSON} FROM after EXCEPT {_OF_PERSON} FROM before)
    UNION ALL ({_OF_PERSON} FROM before EXCEPT {_OF_PERSON} FROM after)) AS changed""",
    "doubt_all": "SELECT id FROM records_organisation",
}
_TALLY_BODIES = {
    **{
        name: f"""
BEGIN
  UPDATE records_tally SET counts = NULL
    WHERE counts IS NOT NULL AND organisation_id IN ({companies});
  RETURN NULL;
END"""
        for name, companies in _COMPANIES.items()
    },
    "watch_tally": """
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT 1 FROM records_organisation o
      WHERE o.id = OLD.organisation_id AND o.is_demo AND o.removing) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'The sums of a company are never deleted.';
  ELSIF NEW.counts IS DISTINCT FROM OLD.counts AND NEW.edition <> OLD.edition + 1 THEN
    NEW.counts = NULL;
  END IF;
  RETURN NEW;
END""",
}
_TALLY_TRIGGERS = {
    "tally_standing_inserted": ("standing", "INSERT", _INSERT, _AFTER, "doubt_new"),
    "tally_standing_updated": ("standing", "UPDATE", _UPDATE, f"{_AFTER} {_BEFORE}", "doubt_both"),
    "tally_standing_deleted": ("standing", "DELETE", _DELETE, _BEFORE, "doubt_old"),
    "tally_standing_emptied": ("standing", "TRUNCATE", _TRUNCATE, "", "doubt_all"),
    "tally_person_inserted": ("person", "INSERT", _INSERT, _AFTER, "doubt_new_person"),
    "tally_person_updated": ("person", "UPDATE", _UPDATE, f"{_AFTER} {_BEFORE}", "doubt_person"),
}
_ROW, _EARLY = 1, 2

TALLY: dict[str, str] = {
    **{name: _function(name, body) for name, body in _TALLY_BODIES.items()},
    **{name: _trigger(name, made) for name, made in _TALLY_TRIGGERS.items()},
    "tally_watched": (
        "CREATE TRIGGER tally_watched BEFORE UPDATE OR DELETE ON records_tally "
        "FOR EACH ROW EXECUTE FUNCTION watch_tally()"
    ),
}
"""What takes away the sums of a company when something that they were made from has changed."""


def expected() -> dict[str, str]:
    """What PRESENT finds when every watch is in place and on."""
    triggers = {**_TRIGGERS, **_TALLY_TRIGGERS}
    return {
        **_BODIES,
        **_TALLY_BODIES,
        **{name: f"O {event[2]}" for name, event in triggers.items()},
        "tally_watched": f"O {_ROW + _EARLY + _DELETE + _UPDATE}",
    }


def drop() -> list[str]:
    """The statements that take the watches away."""
    bodies = {**_BODIES, **_TALLY_BODIES}
    return [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in bodies]

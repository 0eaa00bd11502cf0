"""The guards for PostgreSQL: one function for each guarded table, called for every change of a row,
and one that refuses to empty the tables."""
# ruff: noqa: S608 - every piece of these statements stands in this file

_GOING = """EXISTS (SELECT 1 FROM records_organisation o
      WHERE o.id = OLD.organisation_id AND o.is_demo AND o.removing)"""
_NEXT = "(SELECT h.seq + 1 FROM records_head h WHERE h.organisation_id = NEW.organisation_id)"

_BODIES = {
    "guard_entry": f"""
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'An entry of the journal is never changed.';
  ELSIF TG_OP = 'DELETE' THEN
    IF {_GOING} THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'An entry of the journal is never deleted.';
  ELSIF NOT EXISTS (SELECT 1 FROM records_head h WHERE h.organisation_id = NEW.organisation_id
      AND h.seq + 1 = NEW.seq AND h.hash = NEW.before) THEN
    RAISE EXCEPTION 'An entry must follow the last one of its company.';
  END IF;
  RETURN NEW;
END""",
    "guard_fact": f"""
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF {_GOING} THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'A fact is never deleted: withdraw it.';
  ELSIF TG_OP = 'INSERT' THEN
    IF NEW.superseded_seq IS NOT NULL OR NEW.recorded_seq IS DISTINCT FROM {_NEXT} THEN
      RAISE EXCEPTION 'A fact is recorded by the entry that is being written.';
    END IF;
  ELSIF OLD.superseded_seq IS NOT NULL OR NEW.superseded_seq IS DISTINCT FROM {_NEXT}
      OR NEW.superseded_seq <= OLD.recorded_seq
      OR to_jsonb(NEW) - 'superseded_seq' <> to_jsonb(OLD) - 'superseded_seq' THEN
    RAISE EXCEPTION 'A fact is never changed: record a new version of it.';
  END IF;
  RETURN NEW;
END""",
    "guard_head": f"""
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF {_GOING} THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'The head of a journal is never deleted.';
  ELSIF TG_OP = 'INSERT' THEN
    IF NEW.seq <> 0 OR NEW.hash <> '' OR EXISTS
        (SELECT 1 FROM records_entry e WHERE e.organisation_id = NEW.organisation_id) THEN
      RAISE EXCEPTION 'The head of a journal is made once, before the first entry.';
    END IF;
  ELSIF NEW.organisation_id <> OLD.organisation_id OR NEW.seq <> OLD.seq + 1
      OR NOT EXISTS (SELECT 1 FROM records_entry e WHERE e.organisation_id = NEW.organisation_id
        AND e.seq = NEW.seq AND e.hash = NEW.hash AND e.before = OLD.hash) THEN
    RAISE EXCEPTION 'The head of a journal moves to the entry just written, and nowhere else.';
  END IF;
  RETURN NEW;
END""",
    "guard_organisation": """
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.is_demo AND OLD.removing THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'Only a demonstration can be removed.';
  ELSIF TG_OP = 'INSERT' THEN
    IF NEW.removing THEN RAISE EXCEPTION 'A company is never replaced.'; END IF;
  ELSIF NEW.id <> OLD.id OR (NEW.is_demo AND NOT OLD.is_demo) THEN
    RAISE EXCEPTION 'A company never becomes a demonstration, and its number stays.';
  ELSIF NEW.removing AND NOT NEW.is_demo THEN
    RAISE EXCEPTION 'Only a demonstration can be removed.';
  END IF;
  RETURN NEW;
END""",
    "guard_all": """
BEGIN
  RAISE EXCEPTION 'What is on record is never emptied.';
END""",
}
_TABLES = ("entry", "fact", "head", "organisation")


def _function(name: str) -> str:
    made = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
    return f"{made} AS $guard${_BODIES[name]}$guard$"


def _row_trigger(table: str) -> str:
    return (
        f"CREATE TRIGGER guard_{table}_rows BEFORE INSERT OR UPDATE OR DELETE ON records_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION guard_{table}()"
    )


def _table_trigger(table: str) -> str:
    return (
        f"CREATE TRIGGER guard_{table}_all BEFORE TRUNCATE ON records_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION guard_all()"
    )


CREATE: dict[str, str] = {
    **{name: _function(name) for name in _BODIES},
    **{f"guard_{table}_rows": _row_trigger(table) for table in _TABLES},
    **{f"guard_{table}_all": _table_trigger(table) for table in _TABLES},
}
PRESENT = """
SELECT tgname, tgenabled::text || ' ' || tgtype FROM pg_trigger
  WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace)
UNION ALL
SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"""
_EACH_ROW, _BEFORE, _INSERT, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 4, 8, 16, 32


def expected() -> dict[str, str]:
    """What PRESENT finds when every guard is in place and on."""
    rows, all_of_them = _EACH_ROW | _BEFORE | _INSERT | _DELETE | _UPDATE, _BEFORE | _TRUNCATE
    return {
        **_BODIES,
        **{f"guard_{table}_rows": f"O {rows}" for table in _TABLES},
        **{f"guard_{table}_all": f"O {all_of_them}" for table in _TABLES},
    }


def drop() -> list[str]:
    """The statements that take the guards away."""
    return [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in _BODIES]

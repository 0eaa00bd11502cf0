"""Bringing the database to the shape of this version so that a kill at any moment does no harm.

Django notes a migration as applied after the transaction that applied it, wherever indexes were
left for its end: killed between the two, the tables are there, the note is not, and no later start
gets past them. Here the note is part of the transaction.

After every operation Django works out anew all models that have to do with the one that changed,
which are nearly all. Here that is done once for all that follow each other and only add something;
from nothing it takes half as long.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddField, AddIndex, CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_ALIAS = "default"


class Together(Operation):
    """Operations that only add something, and nothing to what one of them makes: the models are
    worked out once, as they are after the last."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """What models there are afterwards."""
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables, columns and indexes."""
        for one in self.operations:
            one.database_forwards(app_label, schema_editor, from_state, to_state)


def together(operations: Sequence[Operation]) -> Iterator[Operation]:
    """The operations of a migration, those put together that may be."""
    some: list[Operation] = []
    made: set[str] = set()
    for one in operations:
        about = one.name if isinstance(one, CreateModel) else getattr(one, "model_name", "")
        if some and not (_only_adds(one) and about.lower() not in made):
            yield _put(some)
            some, made = [], set()
        if not _only_adds(one):
            yield one
            continue
        some.append(one)
        made |= {about.lower()} if isinstance(one, CreateModel) else set()
    if some:
        yield _put(some)


def _put(some: list[Operation]) -> Operation:
    return Together(some) if len(some) > 1 else some[0]


def _only_adds(one: Operation) -> bool:
    """Not what makes SQLite write a table anew: columns that must hold something."""
    if isinstance(one, AddField):
        field = one.field
        return field.null and not (field.unique or field.primary_key or field.has_default())
    return isinstance(one, CreateModel | AddIndex)


class Executor(MigrationExecutor):
    """Applies each migration together with the note that it is applied."""

    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:
        """One migration, wholly or not at all (but for one that is not `atomic`)."""
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake, fake_initial)
        quick = copy(migration)
        quick.operations = list(together(migration.operations))  # type: ignore[misc] # stubs
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = quick.apply(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement, None)
            editor.deferred_sql.clear()
            self.record_migration(migration)  # type: ignore[call-arg,arg-type] # old stubs
        return state


def bring_up_to_date() -> None:
    """Apply every migration that is pending."""
    executor = Executor(connection)
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    said: dict[str, Any] = {"verbosity": 0, "interactive": False, "db": _ALIAS}
    emit_pre_migrate_signal(**said, apps=apps, plan=plan)
    executor.migrate(targets, plan)
    emit_post_migrate_signal(**said, apps=apps, plan=plan)

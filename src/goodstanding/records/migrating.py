"""Bringing the database to the shape of this version so that a kill at any moment does no harm.

Django notes a migration as applied after the transaction that applied it, wherever indexes were
left for its end: killed between the two, the tables are there, the note is not, and no later start
gets past them. Here the note is part of the transaction.
"""

from typing import Any

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

_ALIAS = "default"


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
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
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

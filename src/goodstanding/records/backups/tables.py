"""Which tables a backup holds, in the shape that a database has.

The shape is worked out from the migrations, not from today's models, so that a database can be
saved before it is brought to a new shape, and an old backup loaded into the shape it came from.
"""

from collections.abc import Collection, Iterable
from functools import cache

from django.apps.registry import Apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

Migration = tuple[str, str]
APPS = ("account", "records")
"""The apps whose tables count. The others' are made anew: the queue (its jobs are signed with the
secret key, and must not run twice), sessions (everybody signs in again), what Django keeps about
its models, counters."""
LEFT_OUT = {
    "records_heartbeat": "says that a worker is alive here and now",
    "records_lease": "says who is at work here and now",
    "records_outcome": "tells of what ran here",
    "records_signinlink": "opens the door of the place that it was made for",
    "account_emailconfirmation": "opens the door of the place that it was made for",
}


def applied(alias: str) -> tuple[Migration, ...]:
    """The migrations that a database has, of apps that this program knows."""
    known = {app for app, _ in _disk()}
    done = MigrationRecorder(connections[alias]).applied_migrations()
    return tuple(sorted(one for one in done if one[0] in known))


def unknown(migrations: Iterable[Migration]) -> list[Migration]:
    """Those that this program does not know: they were made by a newer one."""
    known = {app for app, _ in _disk()}
    return [one for one in migrations if one[0] in known and one not in _disk()]


def pending(alias: str) -> bool:
    """Whether a database is not in today's shape."""
    done = MigrationRecorder(connections[alias]).applied_migrations()
    return any(one not in done for one in _disk())


def ends(migrations: Collection[Migration]) -> list[Migration]:
    """The last migration of each app; whatever has these has the others."""
    nodes = _loader().graph.node_map
    here = [one for one in migrations if one in nodes]
    passed = {
        parent.key for one in here for parent in nodes[one].parents if parent.key[0] == one[0]
    }
    return sorted(one for one in here if one not in passed)


def models(migrations: Collection[Migration]) -> list[type[Model]]:
    """The models of the tables that count, as they were after these migrations."""
    loader = _loader()
    state = loader.project_state([one for one in migrations if one in loader.graph.nodes])
    return sorted(_counting(state.apps), key=lambda model: model._meta.db_table)


@cache
def _loader() -> MigrationLoader:
    """The migrations of this program; they do not change while it runs."""
    return MigrationLoader(None)


def _disk() -> Collection[Migration]:
    return _loader().disk_migrations or {}


def _counting(apps: Apps) -> Iterable[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in APPS and model._meta.db_table not in LEFT_OUT:
            yield model

"""Rows that belong to one organisation, and the manager that never forgets it.

`Person.objects.of(organisation)` is the only way in for pages and verbs; anything else raises.
What has to look across organisations (the worker, verifying, signing in) says so by `every`.
"""

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from django.db import models

if TYPE_CHECKING:
    from goodstanding.records.models.organisation import Organisation

_Row = TypeVar("_Row", bound=models.Model, covariant=True)


class Unbound(Exception):
    """Rows of a company were asked for without saying whose."""


class BoundManager(models.Manager[_Row]):
    """Gives rows of one organisation only."""

    def of(self, organisation: "Organisation") -> models.QuerySet[_Row]:
        """The rows of an organisation."""
        rows: models.QuerySet[_Row] = models.QuerySet(self.model, using=self._db)
        return rows.filter(organisation=organisation)

    def get_queryset(self) -> NoReturn:
        """Refuse: whose rows?"""
        raise Unbound(f"{self.model.__name__}.objects needs .of(organisation).")


class Bound(models.Model):
    """A row of one organisation. Every table has an index that begins with `organisation`."""

    organisation: "models.ForeignKey[Any, Organisation]" = models.ForeignKey(
        "records.Organisation", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    objects = BoundManager["Any"]()
    every = models.Manager["Any"]()

    class Meta:
        abstract = True
        base_manager_name = "every"

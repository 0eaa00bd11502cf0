"""Which companies there are, for whoever runs the installation."""

from goodstanding.records.models import Organisation


def companies(name: str | None = None) -> list[Organisation]:
    """All companies of this installation, or those with a name."""
    rows = Organisation.objects.order_by("pk")
    return list(rows if name is None else rows.filter(name__iexact=name.strip()))

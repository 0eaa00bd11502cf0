"""Whether anything goes out of its own accord: reminders, submissions, whatever nobody has just
asked for. A code for signing in, which somebody waits for, always goes out."""

from django.utils import timezone

from goodstanding.records.models import Pause

OUTGOING = "outgoing"


def paused() -> Pause | None:
    """Since when and why nothing goes out; None when all does."""
    return Pause.objects.filter(name=OUTGOING).first()


def pause(why: str) -> None:
    """Let nothing go out from now on; an older pause keeps its reason."""
    Pause.objects.get_or_create(name=OUTGOING, defaults={"since": timezone.now(), "why": why})


def resume() -> bool:
    """Let it go out again; False when it was not paused."""
    return bool(Pause.objects.filter(name=OUTGOING).delete()[0])

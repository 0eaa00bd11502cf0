"""The thin bar below an amount: what of the required credits is had, and how sure it is.

Posted is solid, submitted diagonal, earned upright lines, planned a dashed outline: it can be
read without colour. Widths are percentages, so the bar is as wide as its place.
"""

from django.utils.safestring import SafeString

from goodstanding.engine import credits
from goodstanding.engine.standing.answer import Standing

_PARTS = ("posted", "submitted", "earned", "planned")


def bar(answer: Standing) -> SafeString:
    """The bar of a standing; nothing where its rule has no credits."""
    if not answer.required or answer.posted is None:
        return SafeString("")
    had = (answer.posted, answer.submitted or 0, answer.earned or 0, answer.planned or 0)
    start, drawn, words = 0, "", []
    for name, amount in zip(_PARTS, had, strict=True):
        if amount:
            words.append(f"{credits.show(amount)} {name}")
            width = min(amount * 10_000 // answer.required, 10_000 - start)
            drawn += _part(name, start, width)
            start += width
    said = f"{', '.join(words) or 'nothing'} of {credits.show(answer.required)}"
    return SafeString(f'<svg class="bar" height="6" role="img" aria-label="{said}">{drawn}</svg>')


def percent(hundredths: int) -> str:
    """A share as SVG writes it: 1234 is "12.34%"."""
    return f"{hundredths // 100}.{hundredths % 100:02}%"


def _part(name: str, start: int, width: int) -> str:
    if not width:
        return ""
    edges = 'y=".5" height="5"' if name == "planned" else 'height="6"'
    where = f'x="{percent(start)}" width="{percent(width)}"'
    return f'<rect class="bar-{name}" {where} {edges}/>'

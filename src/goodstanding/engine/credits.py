"""Amounts of credit, exact: whole hundredths inside, decimal numbers at the edges.

One credit of the IICRC (a CEC) is one hour, so 3.5 hours are 350 hundredths.
"""

from decimal import Decimal, InvalidOperation

MOST = 100_000
"""The largest amount that one line may carry, in hundredths: a thousand credits."""


class AmountError(ValueError):
    """A text that is not an amount of credits; the message says why, for people."""


def parse(text: str) -> int:
    """Read "3.5" as 350 hundredths.

    Raises AmountError for anything that is not a plain decimal number from 0 to 1,000
    with at most two decimals.
    """
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        raise AmountError(f"“{text}” is not a number") from None
    if not amount.is_finite():
        raise AmountError(f"“{text}” is not a number")
    hundredths = amount * 100
    if hundredths < 0:
        raise AmountError("credits cannot be negative")
    if hundredths > MOST:
        raise AmountError("more than 1,000 credits in one line is not believable")
    if hundredths != int(hundredths):
        raise AmountError("credits have at most two decimals")
    return int(hundredths)


def show(hundredths: int) -> str:
    """Write 350 as "3.5" and 1400 as "14"."""
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{sign}{whole}.{rest:02d}".rstrip("0").rstrip(".")


def as_number(hundredths: int) -> int | float:
    """The amount as a JSON number with at most two decimals."""
    whole, rest = divmod(hundredths, 100)
    return hundredths / 100 if rest else whole

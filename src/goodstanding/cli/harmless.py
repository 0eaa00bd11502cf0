"""Text from a file or a command line that a terminal shows and does not obey.

A name can hold escape codes that clear the screen, retitle the window or turn the line round.
"""

_BREAKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_ORDERS = (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HARMLESS = dict.fromkeys(_ORDERS, "\ufffd") | dict.fromkeys(map(ord, _BREAKS), " ")


def harmless(text: str) -> str:
    """The text on one line, with a mark in place of each character that commands a terminal.

    One character stands for one, so that columns stay aligned.
    """
    return text if text.isprintable() else text.translate(_HARMLESS)


def harmless_lines(text: str) -> str:
    """As `harmless`, for text of several lines."""
    return "\n".join(map(harmless, text.split("\n")))

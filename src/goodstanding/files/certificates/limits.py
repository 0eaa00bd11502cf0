"""How much of a file with certificates is read at most."""

from typing import NamedTuple

MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """Bounds that keep one file from taking the machine; sizes in bytes.

    `memory` is what the child may have of its own; with the libraries that it maps it stays under
    a gigabyte. `addresses` is larger, for onnxruntime reserves far more than it uses.
    """

    file: int = 10 * MEGABYTE
    pages: int = 30
    pixels: int = 100_000_000
    characters: int = 10_000  # of a page
    seconds: int = 90
    memory: int = 850 * MEGABYTE
    addresses: int = 2_000 * MEGABYTE

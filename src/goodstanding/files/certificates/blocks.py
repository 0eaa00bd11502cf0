"""A value that runs over several lines: which cells below carry it on."""

from collections.abc import Iterator

from goodstanding.files.certificates.cells import Cell
from goodstanding.files.certificates.labels import has_label

NEAR = 0.75
"""A gap between two lines of one value, in heights of a line, at most."""
_FAR = 1.3
_MOST = 4


def following(cells: tuple[Cell, ...], cell: Cell, near: float = NEAR) -> Iterator[Cell]:
    """The lines below a cell that are set like it, near and in line, with no label beside them."""
    last = cell
    for _ in range(_MOST):
        below = _below(cells, last)
        if not below or not _alike(last, below) or below.top - last.bottom > near * last.height:
            return
        if any(one is not below and one.beside(below) and has_label(one.text) for one in cells):
            return
        yield below
        last = below


def loosely_followed(cells: tuple[Cell, ...], cell: Cell) -> Cell | None:
    """A line that is set alike but a little too far below to be taken for a part."""
    below = next(following(cells, cell, _FAR), None)
    return below if below and below.top - cell.bottom > NEAR * cell.height else None


def _below(cells: tuple[Cell, ...], cell: Cell) -> Cell | None:
    under = [
        one
        for one in cells
        if one.middle > cell.middle and one.in_column_with(cell) and not one.beside(cell)
    ]
    return min(under, key=lambda one: one.middle, default=None)


def _alike(cell: Cell, below: Cell) -> bool:
    """Whether both are set in one size, and begin, end or have their middle at one place."""
    size = max(cell.height, below.height)
    flush = min(abs(cell.left - below.left), abs(cell.right - below.right)) < 0.6 * size
    centred = abs((cell.left + cell.right) - (below.left + below.right)) < 3 * size
    return cell.as_large_as(below) and (flush or centred)

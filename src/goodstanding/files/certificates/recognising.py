"""Text in pictures, recognised by RapidOCR when it is installed. Runs in the child only.

The models come with the package; nothing is fetched. A picture that lies on its side or on its
head is noticed by the shape of its lines and by how badly a few of them read.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from goodstanding.files.certificates.cells import Cell, Page, page
from goodstanding.files.certificates.vocabulary import ORGANISATION

SIDE = 2000
"""Points of the longer side of what is recognised; lines are sought on a smaller copy."""
_SOUGHT = 1152
_FAINTEST = 0.4
"""How certain it has to be that there is a line; thin letters of a typewriter are less."""
_SAMPLE = 5
_POOR = 0.88
_CERTAIN = 0.05
_STEEP = 6.0
_LEAST = 0.6
_INK = 0.72
"""How much of a found line's height is taken by its letters."""

_RUN_TOGETHER = re.compile(
    r"(?<=[a-zà-þ]{3})(?<!\bMac)(?=[A-ZÀ-Þ][a-zà-þ]{2})|(?<=[a-z])(?=\((?!s\)))"
    r"|(?<=[a-z][,;])(?=[A-Z])|(?<=^[A-Z]\.)(?=[A-Z]{3})"
)
"""Where a blank between two words was not seen, or the word is one such as "MeterWorks"."""
Box = Any
"""Four corners of a line, from its own top left, clockwise: an array of 4 × 2."""


def installed() -> bool:
    """Whether pictures can be read here."""
    from importlib.util import find_spec

    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture and how sure its letters are, from 0 to 1."""

    text: str
    score: float
    box: Box


class Recogniser:
    """The models, loaded once for all pages of a file."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._known: dict[tuple[int, bytes], Line] = {}
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.max_side_len": SIDE,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.limit_side_len": _SOUGHT,
                "Det.limit_type": "max",
                "Det.box_thresh": _FAINTEST,
                "Rec.rec_batch_num": 1,
            }
        )

    def page(self, picture: Image.Image) -> Page:
        """What a picture says, upright; of one colour alone, nothing is sought."""
        if picture.getcolors(1):
            return page((), *map(float, picture.size))
        self._known.clear()
        upright, boxes = self._upright(picture)
        lines = [line for line in self._lines(upright, boxes) if line.score >= _LEAST]
        clear = [self._is_clear(upright, line) for line in lines]
        return page(_cells(lines, clear), *map(float, upright.size))

    def _is_clear(self, picture: Image.Image, line: Line) -> bool:
        """Whether every letter is certain: by its score, or by a second look."""
        if _RUN_TOGETHER.search(line.text):
            return False  # where the blanks are is a guess
        if len(line.text) * (1 - line.score) < _CERTAIN:
            return True
        again = self._line(picture, _widened(line.box))
        return again.text == line.text and again.score > _POOR

    def _upright(self, picture: Image.Image) -> tuple[Image.Image, list[Box]]:
        boxes = self._boxes(picture)
        if boxes and sum(_wide(box) < 1 for box in boxes) > len(boxes) / 2:
            picture = picture.transpose(Image.Transpose.ROTATE_90)
            boxes = self._boxes(picture)
        if boxes and self._on_its_head(picture, boxes):
            picture = picture.transpose(Image.Transpose.ROTATE_180)
            boxes = self._boxes(picture)
        tilt = _tilt(boxes)
        if abs(tilt) > _STEEP:
            picture = picture.rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
            boxes = self._boxes(picture)
        return picture, boxes

    def _on_its_head(self, picture: Image.Image, boxes: list[Box]) -> bool:
        sample = sorted(boxes, key=_wide)[-_SAMPLE:]
        score = _mean(self._lines(picture, sample))
        if score >= _POOR:
            return False
        return _mean(self._lines(picture, [np.roll(box, 2, axis=0) for box in sample])) > score

    def _boxes(self, picture: Image.Image) -> list[Box]:
        found = self._engine(_pixels(picture), use_det=True, use_cls=False, use_rec=False).boxes
        return [] if found is None else list(found)

    def _lines(self, picture: Image.Image, boxes: list[Box]) -> list[Line]:
        return [self._line(picture, box) for box in boxes]

    def _line(self, picture: Image.Image, box: Box) -> Line:
        known = (id(picture), box.tobytes())
        if known not in self._known:
            self._known[known] = self._recognised(picture, box)
        return self._known[known]

    def _recognised(self, picture: Image.Image, box: Box) -> Line:
        read = self._engine(
            _pixels(_cut_out(picture, box)), use_det=False, use_cls=False, use_rec=True
        )
        return Line(read.txts[0], float(read.scores[0]), box) if read.txts else Line("", 0, box)


def _pixels(picture: Image.Image) -> Any:
    """As OpenCV has it: blue first."""
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


def _size(box: Box) -> tuple[float, float]:
    wide = (np.linalg.norm(box[1] - box[0]) + np.linalg.norm(box[2] - box[3])) / 2
    high = (np.linalg.norm(box[3] - box[0]) + np.linalg.norm(box[2] - box[1])) / 2
    return float(wide), float(high)


def _wide(box: Box) -> float:
    wide, high = _size(box)
    return wide / max(high, 1)


def _mean(lines: list[Line]) -> float:
    return sum(line.score for line in lines) / max(len(lines), 1)


def _cut_out(picture: Image.Image, box: Box) -> Image.Image:
    """One line, straightened."""
    wide, high = _size(box)
    a, b, c, d = box.tolist()
    return picture.transform(
        (max(round(wide), 4), max(round(high), 4)),
        Image.Transform.QUAD,
        (*a, *d, *c, *b),
        Image.Resampling.BICUBIC,
    )


def _widened(box: Box) -> Box:
    """A little more around a line, so that a second look sees other points."""
    middle = box.mean(axis=0)
    wide, high = _size(box)
    more = 0.12 * high
    return middle + (box - middle) * np.array([(wide + 2 * more) / wide, (high + 2 * more) / high])


def _slope(box: Box) -> float:
    (x0, y0), (x1, y1) = (box[0] + box[3]) / 2, (box[1] + box[2]) / 2
    return float((y1 - y0) / max(abs(x1 - x0), 1) * (1 if x1 >= x0 else -1))


def _tilt(boxes: list[Box]) -> float:
    """By how many degrees lines fall to the right."""
    slopes = [_slope(box) for box in boxes if _wide(box) > 3]
    return float(np.degrees(np.arctan(np.median(slopes)))) if slopes else 0.0


def _cells(lines: list[Line], clear: list[bool]) -> list[Cell]:
    """Lines with their places as if the paper had been photographed from straight above."""
    middles = [line.box.mean(axis=0) for line in lines]
    straight = _straightening([line.box for line in lines])
    found = []
    for line, certain, (x, y) in zip(lines, clear, middles, strict=True):
        wide, high = _size(line.box)
        y = straight(float(x), float(y))
        high *= _INK
        found.append(
            Cell(
                _apart(line.text),
                x - wide / 2,
                y - high / 2,
                x + wide / 2,
                y + high / 2,
                certain,
                seen=True,
            )
        )
    return found


def _apart(text: str) -> str:
    """Words that have run together; one among words that have not may be "MeterWorks"."""
    found = [match.start() for match in _RUN_TOGETHER.finditer(text)]
    if " " in text and len(found) == 1 and not ORGANISATION.match(text, found[0]):
        return text
    return _RUN_TOGETHER.sub(" ", text)


def _straightening(boxes: list[Box]) -> Any:
    """Where a place would stand if lines were level; their slope may change down the page."""
    long = [box for box in boxes if _wide(box) > 3]
    if len(long) < 3:
        return lambda _x, y: y
    slopes = np.array([_slope(box) for box in long])
    heights = np.array([box[:, 1].mean() for box in long])
    weights = np.array([_size(box)[0] for box in long])
    keep = np.abs(slopes - np.median(slopes)) < 0.06
    bend, level = (
        np.polyfit(heights[keep], slopes[keep], 1, w=weights[keep])
        if keep.sum() > 3 and np.ptp(heights[keep]) > 100
        else (0.0, float(np.median(slopes)))
    )
    centre = float(np.mean([box[:, 0].mean() for box in long]))
    return lambda x, y: y - (level + bend * y) * (x - centre)

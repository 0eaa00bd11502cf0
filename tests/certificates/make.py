"""Writes certificates and truths.json into a folder.

`python -m certificates.make OUT --layouts tuning|left-out|all --forms pdf,scan,photo --count N
--seed S`, with tests/ on the path. The same seed writes the same certificates.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from certificates import pictures
from certificates.layouts import LEFT_OUT, SETS, Layout, file
from certificates.truth import Truth

FORMS = {"pdf": ".pdf", "scan": ".pdf", "photo": ".jpg"}


@dataclass(frozen=True, slots=True)
class Made:
    """A file as somebody would send it, with the truth about it."""

    name: str
    layout: str
    form: str
    content: bytes
    truths: tuple[Truth, ...]


def made(layout: Layout, form: str, seed: int) -> Made:
    """One file of a layout in a form."""
    source = file(layout, seed, 1 if form == "photo" else None)
    content = source.pdf
    if form != "pdf":
        content = getattr(pictures, form)(content, seed)
    name = f"{layout.name}-{form}-{seed:06d}{FORMS[form]}"
    return Made(name, layout.name, form, content, source.truths)


def every(layouts: str, forms: list[str], count: int, seed: int) -> Iterator[Made]:
    """`count` files of each layout in each form."""
    for layout in SETS[layouts]:
        for form in forms:
            for number in range(count):
                yield made(layout, form, seed * 1000 + number)


def write(out: Path, layouts: str, forms: list[str], count: int, seed: int) -> int:
    """Write the files and truths.json; how many there are."""
    out.mkdir(parents=True, exist_ok=True)
    unseen = {layout.name for layout in LEFT_OUT}
    truths = []
    for one in every(layouts, forms, count, seed):
        (out / one.name).write_bytes(one.content)
        truths.append(
            {
                "file": one.name,
                "set": "left-out" if one.layout in unseen else "tuning",
                "layout": one.layout,
                "form": one.form,
                "certificates": [truth.plain() for truth in one.truths],
            }
        )
    text = json.dumps(truths, ensure_ascii=False, indent=1)
    (out / "truths.json").write_text(text, encoding="utf-8")
    return len(truths)


def main() -> None:
    """As the command line asks."""
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--layouts", choices=SETS, default="tuning")
    asked.add_argument("--forms", default="pdf,scan,photo")
    asked.add_argument("--count", type=int, default=10)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    forms = given.forms.split(",")
    if unknown := set(forms) - set(FORMS):
        asked.error(f"no such form: {', '.join(sorted(unknown))}; there are {', '.join(FORMS)}")
    count = write(given.out, given.layouts, forms, given.count, given.seed)
    print(f"{count} files in {given.out}.")


if __name__ == "__main__":
    main()

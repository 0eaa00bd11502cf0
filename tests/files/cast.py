"""A tiny catalogue of this room's own, and small files made from visible rows."""

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from goodstanding.engine.rules.model import (
    Basis,
    Body,
    Catalogue,
    Certification,
    Kind,
    Rule,
    Service,
    Sure,
)

ON = date(2026, 11, 22)
BASIS = Basis("written for the tests", None, Sure.R)


def certification(code: str, kind: Kind, months: int, *aliases: str, body: str = "IICRC") -> Any:
    """A certification with one rule."""
    rule = Rule(f"{kind} {months}", kind, BASIS, months=months, required=1400)
    return Certification(code, f"{code} in full", body, "technician", (rule,), BASIS, aliases)


CERTIFICATIONS = {
    one.code: one
    for one in (
        certification("WRT", Kind.CREDITS, 48, "Water tech"),
        certification("ASD", Kind.CREDITS, 48),
        certification("MWR", Kind.CREDITS, 24),
        certification("HAZWOPER", Kind.REFRESHER, 12, body="OSHA"),
        certification("DOT", Kind.PRINTED, 0, body="OSHA"),
        certification("OSHA-10", Kind.LIFETIME, 0, body="OSHA"),
    )
}
CATALOGUE = Catalogue(
    bodies={code: Body(code, code, "CEC", BASIS) for code in ("IICRC", "OSHA")},
    certifications=CERTIFICATIONS,
    services={"water": Service("water", "WRT", BASIS), "drying": Service("drying", "ASD", BASIS)},
    _by_name={
        name.casefold(): one.code
        for one in CERTIFICATIONS.values()
        for name in (one.code, one.name, *one.aliases)
    },
)


def xlsx(path: Path, **sheets: list[list[Any]]) -> Path:
    """A workbook with these sheets; `Days_off` stands for “Days off”."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name.replace("_", " "))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return path

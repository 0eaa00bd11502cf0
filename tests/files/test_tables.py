"""Spreadsheets of every kind are read; broken and hostile ones are refused with a sentence."""

import os
import struct
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
import xlsxwriter

from files.cast import xlsx
from goodstanding.files.tables import LIMITS, NO_RESULT, Sheet, Unreadable, read_tables, stream

day = partial(datetime, tzinfo=None)
"""Spreadsheets know no time zones."""


def refusal(path: Path, limits: object = LIMITS) -> str:
    with pytest.raises(Unreadable) as caught:
        read_tables(path, limits)  # type: ignore[arg-type]
    return caught.value.sentence


def zipped(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# what is read


def test_an_excel_workbook_gives_typed_cells_at_their_places(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet("One")
    sheet.write("B2", "=text, not a formula" * 0 + "text")
    sheet.write("C2", 3.5)
    sheet.write("D2", True)
    sheet.write("E2", day(2026, 1, 2))
    sheet.write("B4", day(2026, 1, 2, 13, 30))
    book.add_worksheet("Empty")
    book.close()
    assert read_tables(path) == [
        Sheet(
            "One",
            [
                [],
                [None, "text", 3.5, True, date(2026, 1, 2)],
                [],
                [None, day(2026, 1, 2, 13, 30)],
            ],
            {},
        ),
        Sheet("Empty", [], {}),
    ]


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(
        tmp_path / "a.xlsx", {"default_date_format": "yyyy-mm-dd", "date_1904": True}
    )
    book.add_worksheet("One").write("A1", day(2024, 2, 29))
    book.close()
    assert read_tables(tmp_path / "a.xlsx") == [Sheet("One", [[date(2024, 2, 29)]], {})]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"Name,Note\nZo\xc3\xab,x\n", [["Name", "Note"], ["Zoë", "x"]]),
        (b"\xef\xbb\xbfName;Note\r\nZo\xc3\xab;3,5\r\n", [["Name", "Note"], ["Zoë", "3,5"]]),
        (b"Name\tNote\nZo\xeb\tx\n", [["Name", "Note"], ["Zoë", "x"]]),
        ("Name\tNote\nZoë\t\n".encode("utf-16"), [["Name", "Note"], ["Zoë"]]),
        (b'sep=;\nName;Note\n"a;b";"c\nd"\n', [["Name", "Note"], ["a;b", "c\nd"]]),
        (b"Name\n\nZoe\n", [["Name"], [], ["Zoe"]]),
    ],
)
def test_text_tables_are_read_in_any_usual_dress(
    tmp_path: Path, content: bytes, rows: list[object]
) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    assert read_tables(tmp_path / "list.csv") == [Sheet("list", rows, {})]  # type: ignore[arg-type]


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    assert read_tables(
        ods(
            tmp_path / "a.ods",
            "<table:table-row><table:table-cell "
            'office:value-type="float" office:value="7"/>'
            '<table:table-cell table:number-columns-repeated="2"/>'
            '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
            "</table:table-row>",
        )
    ) == [Sheet("One", [[7.0, None, None, "x"]], {})]


def ods(path: Path, rows: str) -> Path:
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="One">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    parts = {
        "mimetype": mimetype,
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest,
    }
    return zipped(path, **parts)


def test_a_large_workbook_comes_in_order_and_whole(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", One=[[n, f"row {n}"] for n in range(3000)], Two=[["x"]])
    rows = [(sheet.name, list(sheet.rows)) for sheet in stream(path)]
    assert rows == [
        ("One", [[float(n), f"row {n}"] for n in range(3000)]),
        ("Two", [["x"]]),
    ]


def test_a_sheet_that_is_not_taken_is_passed_over(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", One=[[n] for n in range(3000)], Two=[["x"]])
    assert [sheet.name for sheet in stream(path)] == ["One", "Two"]


# cells without a value


def test_formulas_without_a_result_and_error_values_are_found(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("One & only")
    sheet.write("A1", "x")
    sheet.write_formula("B2", "=A1", None, "")
    sheet.write_formula("C2", "=NA()", None, "#N/A")
    sheet.write_formula("D2", "=1+1", None, 2)
    sheet.write_formula("AB3", "=A1", None, "")
    book.close()
    assert read_tables(tmp_path / "a.xlsx") == [
        Sheet(
            "One & only",
            [["x"], [None, None, None, 2.0]],
            {(2, 2): NO_RESULT, (2, 3): "#N/A", (3, 28): NO_RESULT},
        )
    ]


def test_a_formula_whose_result_is_an_empty_text_has_a_value(tmp_path: Path) -> None:
    parts = parts_of(xlsx(tmp_path / "a.xlsx", One=[["x"]]))
    sheet = parts["xl/worksheets/sheet1.xml"]
    cell = b'<c r="B1" t="str"><f>IF(A1="","",A1)</f><v></v></c><c r="C1"><f>A1</f><v/></c></row>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</row>", cell)
    found = read_tables(zipped(tmp_path / "b.xlsx", **parts))
    assert found == [Sheet("One", [["x"]], {(1, 3): NO_RESULT})]


def test_flaws_of_an_open_document_are_found(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "a.ods",
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell table:formula="of:=A1"/>'
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p>'
        "</table:table-cell></table:table-row>",
    )
    assert [sheet.flaws for sheet in read_tables(path)] == [{(3, 4): NO_RESULT, (3, 5): "#N/A"}]


# what is refused


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "no.xlsx"
    assert refusal(path) == f"There is no file “{path}”: check the name."


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"“{tmp_path}” is a folder: name a file in it."


def test_a_pipe_does_not_hold_the_program_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refusal(tmp_path / "pipe.xlsx") == (
        f"“{tmp_path / 'pipe.xlsx'}” is a pipe or a device, not a file: save it as a file first."
    )


def test_a_device() -> None:
    assert refusal(Path(os.devnull)) == (
        f"“{os.devnull}” is a pipe or a device, not a file: save it as a file first."
    )


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root may read everything, so it steps down while it looks."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_file_without_permission() -> None:
    # not in tmp_path: its parents are closed to others
    path = Path("/tmp") / f"no-permission-{os.getpid()}.xlsx"  # noqa: S108
    path.write_bytes(b"x")
    path.chmod(0)
    try:
        with as_somebody_else():
            sentence = refusal(path)
    finally:
        path.unlink()
    assert (
        sentence == f"“{path}” may not be read: ask its owner for permission, or close it in Excel."
    )


ASK = "save it as .xlsx (in Excel: File, Save As, Excel Workbook) and try again"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"", "“a.xlsx” is empty: there is nothing in it to read."),
        ("a.csv", b" \r\n\n", "“a.csv” is empty: there is nothing in it to read."),
        (
            "a.xlsx",
            b"%PDF-1.7\n...",
            f"“a.xlsx” is a PDF document, not a workbook, whatever its name says: {ASK}.",
        ),
        (
            "a.xls",
            b"\n<html><body><table>",
            (
                "“a.xls” is a web page, not a workbook, whatever its name says: open it in Excel "
                f"and {ASK}."
            ),
        ),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook/>',
            f"“a.xls” is an XML file, not a workbook: open it in Excel and {ASK}.",
        ),
        (
            "a.dat",
            b"\x01\x00\x02\x00",
            f"“a.dat” is not a workbook that can be read (.xlsx, .xls, .ods, .csv): {ASK}.",
        ),
        (
            "a.py",
            b"print()",
            (
                "“a.py” is plain text but its name ends in “.py”: if it is a table, rename it to "
                "end in .csv."
            ),
        ),
        (
            "a.xlsx",
            b"PK\x03\x04 cut off",
            (
                "“a.xlsx” is cut off or damaged and cannot be opened: copy or download it again, "
                "or open it in Excel, let Excel repair it and save it."
            ),
        ),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            (
                "“a.xlsx” is protected by a password: open it in Excel, remove the password "
                "(File, Info, Protect Workbook) and save it."
            ),
        ),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "“a.xls” is a Word document, not a workbook: copy its table into Excel and "
            + ASK
            + ".",
        ),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(2000),
            f"“a.xls” is damaged and cannot be read: open it in Excel and {ASK}.",
        ),
        (
            "a.csv",
            b"Name\n\x81\x8d\n",
            (
                "“a.csv” is text in an unknown encoding: open it in Excel and save it as "
                "“CSV UTF-8” or as .xlsx."
            ),
        ),
        (
            "a.csv",
            b'Name,ID\nAnn,1\n"Bob,2\nZoe,3\n',
            (
                "“a.csv” has a quotation mark in row 3 that is never closed: all that follows "
                "it would be one cell; close it or remove it."
            ),
        ),
        (
            "a.csv",
            b"Name\n" + b"Ann\n" * 5_000 + b"B\0b\n",
            (
                "“a.csv” holds characters that no table has (NUL): open it in Excel and save it "
                "as .xlsx."
            ),
        ),
        (
            "a.csv",
            b"Name\n" + b"x" * 200_000,
            (
                "“a.csv” is not a table that can be read (field larger than field limit (131072)): "
                "open it in Excel and save it as .xlsx."
            ),
        ),
    ],
)
def test_what_is_no_workbook_is_named(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) == sentence


def test_a_word_document_called_workbook(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", **{"[Content_Types].xml": b"", "word/document.xml": b"<x/>"})
    assert refusal(path) == (
        f"“a.xlsx” is a Word document, not a workbook: copy its table into Excel and {ASK}."
    )


def test_an_archive_of_something_else(tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path / "a.xlsx", readme=b"x")) == (
        "“a.xlsx” is an archive, not a workbook: unpack it and name the workbook inside."
    )


def test_a_file_cut_off_in_the_middle(tmp_path: Path) -> None:
    whole = xlsx(tmp_path / "a.xlsx", One=[["x"] * 50] * 500).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    assert refusal(tmp_path / "a.xlsx") == (
        "“a.xlsx” is cut off or damaged and cannot be opened: copy or download it again, "
        "or open it in Excel, let Excel repair it and save it."
    )


def test_a_part_that_cannot_be_unpacked(tmp_path: Path) -> None:
    whole = bytearray(xlsx(tmp_path / "a.xlsx", One=[["x"] * 50] * 500).read_bytes())
    at = whole.index(b"xl/worksheets/sheet1.xml") + 24
    whole[at : at + 60] = b"\xff" * 60
    (tmp_path / "a.xlsx").write_bytes(whole)
    assert refusal(tmp_path / "a.xlsx") == (
        "“a.xlsx” is damaged (the part “xl/worksheets/sheet1.xml” cannot be unpacked): copy or "
        "download it again, or open it in Excel, let Excel repair it and save it."
    )


def test_broken_xml(tmp_path: Path) -> None:
    parts = parts_of(xlsx(tmp_path / "a.xlsx", One=[["x"]]))
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row r='1'><c></oops>"
    assert refusal(zipped(tmp_path / "b.xlsx", **parts)) == (
        f"“b.xlsx” is damaged (its XML is broken): open it in Excel and {ASK}."
    )


def test_limits_are_said(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", One=[["x", "y", "z"]] * 30, Two=[["x"]])
    assert [
        refusal(path, LIMITS._replace(**{name: most}))
        for name, most in [
            ("file", 100),
            ("unpacked", 1000),
            ("sheets", 1),
            ("rows", 20),
            ("columns", 2),
            ("cells", 50),
            ("text", 100),
        ]
    ] == [
        (
            f"“a.xlsx” has {path.stat().st_size / 1000:,.0f} kB; files of up to 0 kB are read: "
            "split it, or remove pictures from it."
        ),
        (
            f"“a.xlsx” unpacks to {sum(map(len, parts_of(path).values())) / 1000:,.0f} kB or "
            "more; at most 1 kB are read: copy the rows that matter into a new workbook."
        ),
        "“a.xlsx” has 2 sheets; at most 1 are read: split it.",
        (
            "“a.xlsx” has more than 20 rows or 200 columns in the sheet “One”: delete "
            "stray cells far below or beside the table, or split it."
        ),
        (
            "“a.xlsx” has more than 200,000 rows or 2 columns in the sheet “One”: delete "
            "stray cells far below or beside the table, or split it."
        ),
        "“a.xlsx” holds more than 50 cells: split it.",
        "“a.xlsx” holds more text than can be read: split it, or drop the long texts.",
    ]


def test_a_child_that_takes_too_long_is_killed(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", One=[["x"] * 20] * 2000)
    assert refusal(path, LIMITS._replace(seconds=0)) == (
        "“a.xlsx” takes longer than 0 seconds to read: copy the rows that matter into a new "
        "workbook."
    )


def test_a_child_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    # two cells at opposite corners make a full sheet in memory
    parts = parts_of(xlsx(tmp_path / "a.xlsx", One=[["x"]]))
    cell = b'<row r="1000000"><c r="XFD1000000"><v>1</v></c></row></sheetData>'
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", cell)
    parts["xl/worksheets/sheet1.xml"] = sheet
    assert refusal(zipped(tmp_path / "b.xlsx", **parts)) == (
        "“b.xlsx” needs more than 320 MB of memory to read: delete stray cells far below or "
        "beside the table, or copy the rows that matter into a new workbook."
    )


# bombs


def bomb(path: Path, size: int) -> Path:
    """A workbook whose sheet unpacks to a little more than `size` bytes."""
    parts = parts_of(xlsx(path.with_suffix(".small.xlsx"), One=[["x"]]))
    head, end, tail = parts.pop("xl/worksheets/sheet1.xml").partition(b"</sheetData>")
    rows = b'<row><c t="n"><v>1</v></c><c t="n"><v>1</v></c></row>' * 10_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(head)
            for _ in range(size // len(rows) + 1):
                sheet.write(rows)
            sheet.write(end + tail)
    return path


def test_a_bomb_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx", 200_000_000)
    assert path.stat().st_size < 1_500_000
    code = (
        "import resource, re, sys; from pathlib import Path\n"
        "from goodstanding.files.tables import Unreadable, read_tables\n"
        "try: read_tables(Path(sys.argv[1]))\n"
        "except Unreadable as refusal: print(refusal.sentence)\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    )
    sentence, *peaks = done.stdout.splitlines()
    assert sentence == (
        "“bomb.xlsx” unpacks to 200 MB or more; at most 150 MB are read: copy the rows that "
        "matter into a new workbook."
    )
    assert len(peaks) == 2
    assert sum(map(int, peaks)) * 1024 < 512_000_000


def lying(path: Path, entry: str) -> Path:
    """The same archive with a header that says that an entry unpacks to a hundred bytes."""
    content = bytearray(path.read_bytes())
    at = content.rindex(entry.encode())
    content[at - 46 + 24 : at - 46 + 28] = struct.pack("<I", 100)
    path.write_bytes(content)
    return path


def test_a_bomb_that_lies_about_its_size_is_counted(tmp_path: Path) -> None:
    path = lying(bomb(tmp_path / "bomb.xlsx", 200_000_000), "xl/worksheets/sheet1.xml")
    assert refusal(path) == (
        "“bomb.xlsx” unpacks to 151 MB or more; at most 150 MB are read: copy the rows that "
        "matter into a new workbook."
    )


def test_a_file_packed_as_no_workbook_is_refused(tmp_path: Path) -> None:
    parts = parts_of(xlsx(tmp_path / "a.xlsx", One=[["x"]]))
    path = zipped(tmp_path / "b.xlsx", **parts | {"xl/media/blank.bmp": bytes(100_000_000)})
    assert refusal(path).startswith("“b.xlsx” unpacks from ")
    assert refusal(path).endswith(
        "as no real workbook does: it is not read; copy the rows that matter into a new workbook."
    )


def test_a_reader_that_stops_early_leaves_no_child_behind(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", One=[["x" * 1000] * 5] * 1000)  # more than a pipe holds
    before = threading.active_count()
    sheets = stream(path)
    next(next(sheets).rows)
    sheets.close()
    assert threading.active_count() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_error_values_that_stop_the_reading_are_named_with_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("People")
    sheet.write_formula("A2", "=B1", None, "#ERROR!")
    sheet.write_formula("AB3", "=B1", None, "#SPILL!")
    sheet.write_formula("A4", "=B1", None, "#N/A")
    book.close()
    parts = parts_of(path)
    name = "xl/worksheets/sheet1.xml"
    zipped(path, **(parts | {name: parts[name].replace(b't="str"', b't="e"')}))
    assert refusal(path) == (
        "“a.xlsx” holds errors in place of values (#ERROR! in the sheet “People”, cell A2; "
        "#SPILL! in the sheet “People”, cell AB3): mend the formulas, or type the values."
    )


def test_attributes_that_go_on_for_ever_are_read_quickly(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", People=[["Name"]])
    parts = parts_of(path)
    name = "xl/worksheets/sheet1.xml"
    cell = b"<c " + b"a" * 900_000 + b"><f>1</f></c>"
    zipped(path, **(parts | {name: parts[name].replace(b"</row>", cell + b"</row>")}))
    assert "takes longer" not in refusal(path, LIMITS._replace(seconds=30))

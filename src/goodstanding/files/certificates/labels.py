"""Labels as they stand on forms and certificates, and the values that belong to them.

"Course: Applied Structural Drying" carries its value; "Date of completion" finds it to its
right, below, or, as a caption under a line, above.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from goodstanding.files.certificates.cells import Cell

T = TypeVar("T")
_PERSON = (
    r"(?:student|participant|attendee|learner|recipient|trainee|candidate|technician|registrant"
    r"|delegate|employee|certificate holder|cert(?:ificate)? recipient|holder|graduate|awardee)"
)
_COURSE = (
    r"(?:course|class|training|program(?:me)?|seminar|workshop|session|event|webinar|module"
    r"|conference|lesson|convention)"
)
_MANNER = (
    r"(?:live|online|virtual|recorded|in[- ]person|on[- ]demand|self[- ]paced|instructor[- ]led"
    r"|classroom|hands[- ]on|technical|professional|approved)"
)
_SCHOOL = (
    r"(?:provider|school|sponsor|organi[sz]ation|organi[sz]er|institution|institute|academy"
    r"|issuer|host|training company|training center|training centre|vendor|manufacturer)"
)
_CERTIFICATE = r"(?:certificate|cert\.?|certification|document|credential|diploma|verification)"
_NUMBER = r"(?:numbers?|nos?\b\.?|nr\.?|№|#|ids?\b|codes?|ref(?:erence)?\b\.?)"

KINDS: dict[str, str] = {
    "never": (
        r"(?:date of birth|birth ?date|d\.?o\.?b\.?|born"
        r"|(?:certificate |certification |card )?(?:expires?(?: on)?|expiration(?: date)?|expiry"
        r"(?: date)?)|(?:date of )?expir(?:y|ation)|exp\.?(?: date)?"
        r"|valid (?:until|through|thru|to|till|from|for)|good (?:until|through|thru)"
        r"|(?:next )?(?:renewal|recertification|re-certification|due)(?: date| due| by| on)?"
        r"|renew(?:s)?(?: by| on)?|recertify by|registration date|registered(?: on)?"
        r"|(?:start|begin(?:ning)?|first|enrol?lment)(?: date| day)?|started(?: on)?)"
    ),
    "issued": (
        r"(?:date (?:of )?(?:issue|issued|issuance|printed|awarded|signed|certified|certification"
        r"|signature|award)|(?:certificate )?issued?(?: date| on)?|print(?:ed)?(?: date| on)?"
        r"|(?:award|signature|signing|effective|certification|revision|approval) date"
        r"|(?:exam|examination|test)(?: date| taken)?|date of (?:exam|examination|test)"
        r"|date generated|generated(?: on)?|revised|rev\.?|report date|downloaded(?: on)?)"
    ),
    "completed": (
        rf"(?:(?:{_COURSE} )?completion date|(?:{_COURSE} )?completed(?: on)?"
        rf"|dates? (?:of )?(?:{_COURSE} )?(?:completion|completed|finished|passed|earned)"
        rf"|(?:end|ending|finish|last) (?:date|day)|date ended|finished(?: on)?)"
    ),
    "date": (
        rf"(?:(?:{_COURSE}|attendance|attended|activity|instruction|delivery|presentation)"
        rf" (?:dates?(?:\(s\))?|days?)"
        rf"|dates?(?:\(s\))? (?:of |attended|taken|held|offered|and location of )?\s*"
        rf"(?:the )?(?:{_COURSE}|attendance|training|instruction|activity|study|presentation)?"
        rf"(?:\(s\))?(?: held| attended)?|held(?: on)?|dates? attended|dates? taken|when)"
    ),
    "plain": r"(?:dates?(?:\(s\))?|dated|day)",
    "number": (
        rf"(?:{_CERTIFICATE}(?: of (?:completion|attendance|training))? ?{_NUMBER}"
        rf"|{_CERTIFICATE} ?#|serial(?: ?{_NUMBER})?|{_NUMBER} of certificate"
        rf"|unique (?:certificate )?(?:id|code|number)|certificate verification (?:code|id|number))"
    ),
    "foreign": (
        rf"(?:(?:{_PERSON}|{_COURSE}|{_SCHOOL}|iicrc|ria|member(?:ship)?|license|licence|approval"
        rf"|instructor|trainer|company|firm|employee|customer|order|invoice|account|user|provider"
        rf"|catalog|accreditation|registration|card|badge|ce|cec|approved)"
        rf"(?: approval| registrant| registration| provider| school| course| class| member)? ?"
        rf"{_NUMBER}|id|{_NUMBER})"
    ),
    "hours": (
        r"(?:(?:total |number of |no\.? of |# of |no\. |approved |earned |iicrc |ria )*"
        r"(?:cecs?|cehs?|ceus?|ces?|pdhs?|cpes?|contact|credits?|clock|class(?:room)?|course"
        r"|training|instruction(?:al)?|continuing[ -]education|education(?:al)?|learning|study|cec"
        r"|ceh|event)?"
        r"[ -]?(?:credit )?(?:hours?|hrs?\.?|credits?|units?|points|cecs?|cehs?|ceus?|pdhs?)"
        r"(?:\(s\))?(?: \((?:hours?|hrs?\.?|cecs?|cehs?|ceus?|credits?)\))?"
        r"(?: (?:earned|awarded|completed|granted|attended|approved|received|issued|of (?:"
        r"credit|instruction|training|attendance|continuing education|study)))?"
        r"|(?:cec|ceh|ceu|iicrc|ria) (?:value|award)"
        rf"|(?:{_COURSE} )?(?:duration|length)(?: of {_COURSE})?(?: \((?:hours?|hrs?\.?)\))?)"
    ),
    "holder": (
        rf"(?:(?:full |print(?:ed)? |legal )?name(?: \(print(?:ed)?\))?"
        rf"(?: of (?:the )?{_PERSON}s?)?|{_PERSON}s?(?:['’]s|s['’])?(?: full)?(?: names?)?"
        rf"|(?:certificate )?(?:awarded|presented|issued|granted) to|completed by|earned by)"
    ),
    "title": (
        rf"(?:(?:(?:{_MANNER}|continuing education|ce|cec|iicrc|ria) )*{_COURSE}(?:s)?"
        rf"(?:[ /]{_COURSE})?"
        rf"(?: (?:title|name|completed|attended|taken|topic|description))?"
        rf"|(?:title|name|topic|subject) of (?:the )?{_COURSE}|title|subject(?: matter)?|topic"
        rf"|activity(?: title| name)?|certification|designation|qualification|curriculum"
        rf"|area of (?:study|instruction))"
    ),
    "provider": (
        rf"(?:(?:approved |accredited |authori[sz]ed |iicrc |ria |training |course "
        rf"|education(?:al)? "
        rf"|class |ce |cec |continuing education )*{_SCHOOL}(?: name| of (?:record|training))?"
        rf"|(?:{_COURSE} |training |instruction )?(?:presented|provided|conducted|offered|sponsored"
        rf"|hosted|given|issued|delivered|administered|organi[sz]ed|held) by"
        rf"|name of (?:the )?(?:training |course )?{_SCHOOL}"
        rf"|issuing (?:body|organi[sz]ation|authority|school|agency))"
    ),
    "instructor": (
        r"(?:(?:lead |course |class |approved |iicrc |certified |authori[sz]ed |training )*"
        r"(?:instructor|trainer|teacher|presenter|speaker|facilitator|educator)s?"
        r"(?:['’]s)?(?: name| of record| signature|/ ?\w+)?|taught by|instructed by)"
    ),
    "other": (
        r"(?:(?:course |class |training |event )?(?:location|venue|place|site|city|address|state"
        r"|country)(?: of training)?|city(?:,| /|/) ?state"
        r"|phone|telephone|tel\.?|fax|e-?mail|web ?site|www|url|verify (?:at|online)(?: at)?"
        r"|(?:authori[sz]ed |official )?signatures?(?: of \w+)?|signed(?: by)?"
        r"|company(?: name)?|employer|firm(?: name)?|business|title of signatory|position"
        r"|approved by|accredited by|endorsed by|recogni[sz]ed by|(?:exam |final |test )?score"
        r"|to|attn\.?|attention|re|from|cc|fee|price|total paid|grade|result|status"
        r"|(?:delivery |instruction(?:al)? )?(?:method|format|mode)"
        r"|type(?: of (?:training|course))?|category|level|standards?|notes?|comments?|remarks?"
        r"|(?:executive |program |training |education )?director|president|ceo|chair(?:man|person)?"
        r"|registrar|administrator|coordinator|manager|official seal|seal|page|validation)"
    ),
}
"""What a label announces, in the order in which they are tried."""

_PATTERNS = {
    kind: re.compile(pattern.replace(" ", r"\s*"), re.IGNORECASE) for kind, pattern in KINDS.items()
}
_ANY = "|".join(f"(?:{pattern})" for pattern in KINDS.values()).replace(" ", r"\s*")
_COUNTED = "|".join(f"(?:{KINDS[kind]})" for kind in ("number", "foreign")).replace(" ", r"\s*")
_LABELS = re.compile(
    r"(?:^|(?<=[\s|•·;,/–—-]))"
    rf"(?:(?P<label>{_ANY})\s*[:：]|(?P<counted>{_COUNTED})(?:\s+|(?<=[#.])\s*)(?=[\w-]*\d))\s*",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*[:：.]?\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with what may be its value; `where` is "inline", "right", "below" or "above"."""

    kind: str
    label: str
    value: str
    where: str
    cell: Cell
    """The cell that holds the value."""
    at: Cell
    """The cell that holds the label."""


def kind_of(text: str) -> str | None:
    """What a text announces when the whole of it is a label."""
    bare = _COLON.sub("", text)
    for kind, pattern in _PATTERNS.items():
        if pattern.fullmatch(bare):
            return kind
    return None


def entries(cells: tuple[Cell, ...]) -> list[Entry]:
    """Every label of a page with each of the places in which its value may stand."""
    found: list[Entry] = []
    for index, cell in enumerate(cells):
        inline = list(_inline(cell))
        found += [entry for entry in inline if entry.value]
        if inline and not inline[-1].value:
            found += _around(cells, index, inline[-1].kind, inline[-1].label, colon=True)
        elif not inline and (kind := kind_of(cell.text)):
            found += _around(cells, index, kind, cell.text, colon=False)
    return found


def _inline(cell: Cell) -> Iterator[Entry]:
    """ "Course: ASD Date: 3 March 2026" holds two labels, each with its value."""
    matches = list(_LABELS.finditer(cell.text))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(cell.text)
        label = match["label"] or match["counted"]
        if kind := kind_of(label):
            value = cell.text[match.end() : end].strip(" \t|•·;,–—-")
            yield Entry(kind, label, value, "inline", cell, cell)


def has_label(text: str) -> bool:
    """Whether a text begins with a label and its colon, or is one."""
    match = _LABELS.match(text)
    return match is not None or kind_of(text) is not None


def _around(
    cells: tuple[Cell, ...], index: int, kind: str, label: str, *, colon: bool
) -> Iterator[Entry]:
    cell = cells[index]
    right = next((one for one in cells if one.beside(cell) and one.left >= cell.right - 2), None)
    if right and not has_label(right.text) and right.left - cell.right < 25 * cell.height:
        yield Entry(kind, label, right.text, "right", right, cell)
        if colon:
            return
    below = _nearest(cells, cell, 1)
    above = None if colon else _nearest(cells, cell, -1)
    if below and above:
        below, above = _nearer(cell, below, above)
    if below and not has_label(below.text):
        yield Entry(kind, label, below.text, "below", below, cell)
    if above and not has_label(above.text):
        yield Entry(kind, label, above.text, "above", above, cell)


def _nearer(cell: Cell, below: Cell, above: Cell) -> tuple[Cell | None, Cell | None]:
    """Only that which is clearly nearer to a caption, else both."""
    least = 0.1 * cell.height
    under = max(below.top - cell.bottom, least)
    over = max(cell.top - above.bottom, least)
    return (below if under < 1.6 * over else None, above if over < 1.6 * under else None)


def fitting(
    found: list[Entry], kind: str, read: Callable[[str], T | None]
) -> Iterator[tuple[Entry, T, bool]]:
    """The entries of a kind whose value has its form, and whether no other of the label has it."""
    values = [(one, read(one.value)) for one in found if one.kind == kind]
    fits = [(one, value) for one, value in values if value is not None]
    for one, value in fits:
        near = [other for other, _ in fits if other.at is one.at and other.label == one.label]
        yield one, value, len(near) == 1 or one.where == "inline"


def _nearest(cells: tuple[Cell, ...], cell: Cell, way: int) -> Cell | None:
    """The next cell below (1) or above (-1) in the same column, when it is near."""
    near = [
        one
        for one in cells
        if one is not cell
        and one.in_column_with(cell)
        and not one.beside(cell)
        and 0 < way * (one.middle - cell.middle) < 2.2 * max(cell.height, one.height) + cell.height
    ]
    return min(near, key=lambda one: abs(one.middle - cell.middle), default=None)

"""Papers that prove hours: kept, attached to credits and activities, given out again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from goodstanding.files.certificates import kind
from goodstanding.files.guarded.limits import megabytes
from goodstanding.records import papers
from goodstanding.records.journal import Conflict, Draft
from goodstanding.records.models import (
    Activity,
    Evidence,
    EvidenceFile,
    Fact,
    FactKind,
    Organisation,
)
from goodstanding.services import checks, facts
from goodstanding.services.access import Actor, Forbidden, May, Wrong
from goodstanding.services.verbs import verb

MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that proves a credit."""

    organisation: int
    number: int
    sha256: str
    name: str
    media_type: str
    size: int

    def content(self) -> bytes | None:
        """Its bytes, as they came; None when the file is missing or altered."""
        return papers.content(self.organisation, self.sha256)


def keep_file(by: Actor, name: str, content: bytes) -> tuple[EvidenceFile, bool]:
    """Keep a file, which proves nothing yet; whether it is new to the company.

    First its content reaches the disk, then there is a row. Raises Wrong when it is empty, too
    large, or neither PDF nor picture.
    """
    if not (by.may(May.ATTACH_EVIDENCE) or by.may(May.ATTACH_OWN_EVIDENCE)):
        raise Forbidden(May.ATTACH_EVIDENCE)
    media_type = _judged(content)
    sha256 = papers.put(by.organisation.pk, content)
    with transaction.atomic():
        return EvidenceFile.objects.of(by.organisation).get_or_create(
            organisation=by.organisation,
            sha256=sha256,
            defaults={
                "name": clean_name(name, media_type),
                "media_type": media_type,
                "size": len(content),
                "kept_at": timezone.now(),
                "kept_by_id": by.user,
            },
        )


def attach(
    *, by: Actor, file: EvidenceFile, credits: Sequence[Fact] = (), activity: Activity | None = None
) -> list[Evidence]:
    """A file proves credits, or an activity for all who attended it. What it proves already stays
    as it is; a technician attaches what he brought in to credits of his own."""
    may = May.ATTACH_EVIDENCE if by.may(May.ATTACH_EVIDENCE) else May.ATTACH_OWN_EVIDENCE
    with verb(by, may) as draft:
        checks.ours(by, file, activity, *credits)
        if may is May.ATTACH_OWN_EVIDENCE:
            _must_be_own(by, file, credits, activity)
        made = [*_of_credits(draft, file, credits)]
        if activity is not None:
            made.append(_once(draft, file, activity=activity))
            draft.about("activity", activity.pk)
        if not made:
            raise Wrong("credits", "Say what it proves: choose a credit or an activity.")
        _about(draft, file)
        draft.what = f"Attached “{file.name}” to {_whose(credits, activity)}"
    return made


def prove(draft: Draft, file: EvidenceFile, credits: Sequence[Fact]) -> None:
    """A file proves credits, as a part of a verb that has just recorded them or looked at them."""
    for fact in credits:
        _once(draft, file, credit=fact.key)
        draft.about("person", fact.person_id)
        draft.about("credit", str(fact.key))
    _about(draft, file)


def detach(*, by: Actor, evidence: Evidence) -> None:
    """A file does not prove it after all; the file is kept."""
    with verb(by, May.DETACH_EVIDENCE) as draft:
        checks.ours(by, evidence)
        live = Evidence.objects.of(by.organisation).filter(pk=evidence.pk, detached_seq=None)
        if not live.update(detached_seq=draft.seq):
            raise Conflict
        _about(draft, evidence.file)
        if evidence.credit:
            draft.about("credit", str(evidence.credit))
        elif evidence.activity_id:
            draft.about("activity", evidence.activity_id)
        draft.what = f"Detached “{evidence.file.name}”"


def evidence_of(
    organisation: Organisation, credits: Iterable[UUID]
) -> dict[UUID, tuple[Paper, ...]]:
    """The files that prove some credits, by their keys: each one's own first, then those of its
    activity."""
    keys = list(dict.fromkeys(credits))
    rows = Fact.objects.of(organisation).filter(
        kind=FactKind.CREDIT, superseded_seq=None, key__in=keys
    )
    activities = dict(rows.exclude(activity=None).values_list("key", "activity_id"))
    live = Evidence.objects.of(organisation).filter(detached_seq=None).select_related("file")
    own = list(live.filter(credit__in=keys).order_by("pk"))
    shared = list(live.filter(activity__in=set(activities.values())).order_by("pk"))
    found: dict[UUID, tuple[Paper, ...]] = {}
    for key in keys:
        files = [one.file for one in own if one.credit == key]
        files += [one.file for one in shared if one.activity_id == activities.get(key, 0)]
        found[key] = tuple(paper_of(file) for file in dict.fromkeys(files))
    return found


def links_of(by: Actor, *, credit: Fact | None, activity: Activity | None) -> list[Evidence]:
    """What is attached to a credit itself, or to an activity, in the order in which it came."""
    live = Evidence.objects.of(by.organisation).filter(detached_seq=None)
    about = {"credit": credit.key} if credit else {"activity": activity}
    return list(live.filter(**about).select_related("file__kept_by").order_by("pk"))


def is_kept(by: Actor, number: int) -> bool:
    """Whether the company has a file of this number."""
    return EvidenceFile.objects.of(by.organisation).filter(pk=number).exists()


def seen(by: Actor, number: int) -> Paper | None:
    """A file that the actor may look at: the office any, a technician what he brought in and what
    proves his own credits."""
    file = EvidenceFile.objects.of(by.organisation).filter(pk=number).first()
    if file is None or not (by.may(May.SEE_TEAM) or _is_his(by, file)):
        return None
    return paper_of(file)


def paper_of(file: EvidenceFile) -> Paper:
    """A kept file as what proves something."""
    whose = file.organisation_id
    return Paper(whose, file.pk, file.sha256, file.name, file.media_type, file.size)


def too_large(size: int) -> str:
    """The sentence about a file of more bytes than MOST_BYTES."""
    return (
        f"The file has {megabytes(size)} and {megabytes(MOST_BYTES)} are the most: "
        "take the picture with fewer pixels, or split the PDF."
    )


def clean_name(name: str, media_type: str) -> str:
    """A file's name without its folder and anything that could mean something in a header."""
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r"[^\w .()+-]", "", last).strip(" .")
    stem = re.sub(r"\.(pdf|jpe?g|png|webp|hei[cf])$", "", plain, flags=re.IGNORECASE).strip(" .")
    return (stem[:120] or "paper") + kind.ENDINGS[media_type]


def _judged(content: bytes) -> str:
    if not content:
        raise Wrong("file", "The file is empty: choose the certificate itself.")
    if len(content) > MOST_BYTES:
        raise Wrong("file", too_large(len(content)))
    media_type = kind.media_type(content)
    if media_type is None:
        raise Wrong("file", kind.refusal(content))
    return media_type


def _of_credits(draft: Draft, file: EvidenceFile, credits: Sequence[Fact]) -> list[Evidence]:
    made = []
    for fact in credits:
        if facts.live(draft.organisation, fact.key, FactKind.CREDIT) is None:
            raise Conflict
        made.append(_once(draft, file, credit=fact.key))
        draft.about("person", fact.person_id)
        draft.about("credit", str(fact.key))
    return made


def _once(
    draft: Draft, file: EvidenceFile, credit: UUID | None = None, activity: Activity | None = None
) -> Evidence:
    made, _ = Evidence.objects.of(draft.organisation).get_or_create(
        organisation=draft.organisation,
        file=file,
        credit=credit,
        activity=activity,
        detached_seq=None,
        defaults={"attached_seq": draft.seq},
    )
    return made


def _must_be_own(
    by: Actor, file: EvidenceFile, credits: Sequence[Fact], activity: Activity | None
) -> None:
    foreign = any(fact.person_id != by.person for fact in credits)
    if by.person is None or activity is not None or foreign or not _is_his(by, file):
        raise Forbidden(May.ATTACH_OWN_EVIDENCE)


def _is_his(by: Actor, file: EvidenceFile) -> bool:
    if by.user is not None and file.kept_by_id == by.user:
        return True
    if by.person is None:
        return False
    rows = Fact.objects.of(by.organisation).filter(
        kind=FactKind.CREDIT, superseded_seq=None, person=by.person
    )
    live = Evidence.objects.of(by.organisation).filter(detached_seq=None, file=file)
    own = live.filter(credit__in=rows.values("key"))
    shared = live.filter(activity__in=rows.exclude(activity=None).values("activity"))
    return own.exists() or shared.exists()


def _about(draft: Draft, file: EvidenceFile) -> None:
    draft.about("evidence", file.pk)
    draft.about("file", file.sha256)


def _whose(credits: Sequence[Fact], activity: Activity | None) -> str:
    if activity is not None:
        return f"{activity.title}, for all who attended"
    return ", ".join(
        f"{one.texts.get('title') or 'a credit'} of {one.person.name}" for one in credits
    )

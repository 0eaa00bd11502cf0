"""Who may do what: one table of permissions, read by verbs, menus and tests."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goodstanding.records.journal import Author
from goodstanding.records.models import Organisation


class Role(StrEnum):
    """A user's part in a company."""

    OWNER = "owner"
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    TECHNICIAN = "technician"
    AUDITOR = "auditor"


class May(StrEnum):
    """Everything that can be permitted. Verbs are named as their entries in the journal."""

    SEE_TEAM = "team.see"
    SEE_OWN = "own.see"
    SEE_JOURNAL = "journal.see"
    SEE_CONTACTS = "contacts.see"
    EXPORT = "workbook.export"
    IMPORT = "workbook.import"
    UNDO_IMPORT = "import.undo"
    CHANGE_ORGANISATION = "organisation.change"
    CHANGE_RULES = "rules.change"
    GRANT_ACCESS = "access.grant"
    REVOKE_ACCESS = "access.revoke"
    REMOVE_DEMO = "demo.remove"
    SEE_HEALTH = "health.see"
    BACK_UP = "backup.make"
    CHANGE_BRANCHES = "branch.change"
    ADD_PERSON = "person.add"
    CHANGE_PERSON = "person.change"
    LEAVE = "person.leave"
    MERGE_PEOPLE = "people.merge"
    UNDO_MERGE = "merge.undo"
    RECORD_CREDENTIAL = "credential.record"
    CORRECT_CREDENTIAL = "credential.correct"
    WITHDRAW_CREDENTIAL = "credential.withdraw"
    END_CREDENTIAL = "credential.end"
    OBSERVE = "observation.record"
    WITHDRAW_OBSERVATION = "observation.withdraw"
    RESTORE = "restoration.record"
    WITHDRAW_RESTORATION = "restoration.withdraw"
    WITHDRAW_ENDING = "ending.withdraw"
    RECORD_FEE = "fee.record"
    CORRECT_FEE = "fee.correct"
    WITHDRAW_FEE = "fee.withdraw"
    ATTEND = "activity.attend"
    ADD_ATTENDANCE = "activity.add_people"
    CHANGE_ACTIVITY = "activity.change"
    RECORD_CREDIT = "credit.record"
    CORRECT_CREDIT = "credit.correct"
    VOID_CREDIT = "credit.void"
    RECORD_OWN_CREDIT = "credit.record_own"
    CORRECT_OWN_CREDIT = "credit.correct_own"
    VOID_OWN_CREDIT = "credit.void_own"
    ATTACH_EVIDENCE = "evidence.attach"
    ATTACH_OWN_EVIDENCE = "evidence.attach_own"
    DETACH_EVIDENCE = "evidence.detach"
    CONFIRM_CERTIFICATE = "certificate.confirm"
    CONFIRM_OWN_CERTIFICATE = "certificate.confirm_own"
    SET_ASIDE_CERTIFICATE = "certificate.set_aside"
    SET_ASIDE_OWN_CERTIFICATE = "certificate.set_aside_own"
    CHANGE_OFFERINGS = "offering.change"
    RECORD_ATTENDED = "offering.attended"
    ENROL = "enrolment.change"
    CHANGE_DAYS_OFF = "day_off.change"
    CHANGE_PLANNING = "planning.change"
    PLAN = "plan.make"
    APPROVE_PLAN = "plan.approve"
    SEE_COSTS = "costs.see"
    CHANGE_COSTS = "costs.change"
    SUBMIT = "submission.make"
    SUBMIT_OWN = "submission.make_own"
    TELL_FATE = "submission.fate"
    TELL_OWN_FATE = "submission.fate_own"
    CHANGE_SUBMITTING = "submitting.change"
    CHANGE_CONSENT = "consent.change"
    GIVE_OWN_CONSENT = "consent.change_own"


_OWN = frozenset(
    {
        May.SEE_OWN,
        May.RECORD_OWN_CREDIT,
        May.CORRECT_OWN_CREDIT,
        May.VOID_OWN_CREDIT,
        May.GIVE_OWN_CONSENT,
        May.ATTACH_OWN_EVIDENCE,
        May.SUBMIT_OWN,
        May.TELL_OWN_FATE,
        May.CONFIRM_OWN_CERTIFICATE,
        May.SET_ASIDE_OWN_CERTIFICATE,
    }
)
_ALL = frozenset(May) - _OWN
_COMPANY = {
    May.CHANGE_ORGANISATION,
    May.CHANGE_RULES,
    May.GRANT_ACCESS,
    May.REVOKE_ACCESS,
    May.REMOVE_DEMO,
    May.SEE_HEALTH,
    May.BACK_UP,
    May.CHANGE_SUBMITTING,
}
PERMISSIONS: dict[Role, frozenset[May]] = {
    Role.OWNER: _ALL,
    Role.MANAGER: _ALL - {May.REMOVE_DEMO, May.BACK_UP},
    Role.COORDINATOR: _ALL - _COMPANY,
    Role.TECHNICIAN: _OWN,
    Role.AUDITOR: frozenset({May.SEE_TEAM, May.SEE_JOURNAL}),
}


class Forbidden(Exception):
    """The actor's role does not permit this."""


class Wrong(Exception):
    """Something that was typed cannot be recorded; `field` is where, the message why and how to
    mend it. `problems` are all of them as (field, text), this one first."""

    def __init__(self, field: str, text: str, *more: tuple[str, str]) -> None:
        super().__init__(text)
        self.field, self.text = field, text
        self.problems: tuple[tuple[str, str], ...] = ((field, text), *more)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts for a company on a day (the company's own today).

    `person` is the number of the person whom a technician's sign-in belongs to.
    """

    organisation: Organisation
    role: Role
    author: Author
    today: date
    user: int | None = None
    person: int | None = None

    def may(self, what: May) -> bool:
        """Whether the role permits it."""
        return what in PERMISSIONS[self.role]

    def must(self, what: May) -> None:
        """Raise Forbidden unless the role permits it."""
        if not self.may(what):
            raise Forbidden(what)

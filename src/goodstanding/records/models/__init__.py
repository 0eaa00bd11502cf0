"""Every table."""

from goodstanding.records.models.background import Lease, Outcome, Pause
from goodstanding.records.models.certificates import CertificateDraft
from goodstanding.records.models.evidence import Evidence, EvidenceFile
from goodstanding.records.models.facts import Fact, FactKind
from goodstanding.records.models.heartbeat import Heartbeat
from goodstanding.records.models.imports import Import, KeptSheet
from goodstanding.records.models.journal import Entry
from goodstanding.records.models.learning import CostFigure, PatternItem, TeachBack
from goodstanding.records.models.merges import Merge
from goodstanding.records.models.offerings import DayOff, Enrolment, Offering, PlanningSetting
from goodstanding.records.models.organisation import (
    Branch,
    Head,
    Membership,
    Organisation,
    SignInLink,
    User,
)
from goodstanding.records.models.people import Activity, Person
from goodstanding.records.models.plans import YearPlan
from goodstanding.records.models.staged import Accepting, StagedFact
from goodstanding.records.models.standings import Standing, Unjudged
from goodstanding.records.models.submissions import (
    Answer,
    Consent,
    Delivery,
    Fate,
    Passage,
    Submission,
    SubmissionSettings,
    SubmittedCredit,
)
from goodstanding.records.models.tally import Tally

__all__ = [
    "Accepting",
    "Activity",
    "Answer",
    "Branch",
    "CertificateDraft",
    "Consent",
    "CostFigure",
    "DayOff",
    "Delivery",
    "Enrolment",
    "Entry",
    "Evidence",
    "EvidenceFile",
    "Fact",
    "FactKind",
    "Fate",
    "Head",
    "Heartbeat",
    "Import",
    "KeptSheet",
    "Lease",
    "Membership",
    "Merge",
    "Offering",
    "Organisation",
    "Outcome",
    "Passage",
    "PatternItem",
    "Pause",
    "Person",
    "PlanningSetting",
    "SignInLink",
    "StagedFact",
    "Standing",
    "Submission",
    "SubmissionSettings",
    "SubmittedCredit",
    "Tally",
    "TeachBack",
    "Unjudged",
    "User",
    "YearPlan",
]

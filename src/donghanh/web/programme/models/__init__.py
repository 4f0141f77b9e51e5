"""The programme's records, split by aggregate; import from here."""

from donghanh.web.programme.models.agreement import Agreement, Party
from donghanh.web.programme.models.body import Body, BodyDecision, Membership, Participant
from donghanh.web.programme.models.commitment import Commitment, CommitmentVersion, YearContent
from donghanh.web.programme.models.content import AgreementPaper, Content
from donghanh.web.programme.models.document import Document
from donghanh.web.programme.models.extension import Escalation, Extension
from donghanh.web.programme.models.meeting import AgendaItem, Attendance, Conclusion, Meeting, MeetingPaper
from donghanh.web.programme.models.notice import Notice, NoticeSettings
from donghanh.web.programme.models.paper import Paper
from donghanh.web.programme.models.report import Evidence, ProgressReport
from donghanh.web.programme.models.request import Request, RequestAnswer, RequestPaper
from donghanh.web.programme.models.saved_view import SavedView
from donghanh.web.programme.models.task import BudgetLine, Dependency, Milestone, Task

__all__ = [
    "AgendaItem",
    "Agreement",
    "AgreementPaper",
    "Attendance",
    "Body",
    "BodyDecision",
    "BudgetLine",
    "Commitment",
    "CommitmentVersion",
    "Conclusion",
    "Content",
    "Dependency",
    "Document",
    "Escalation",
    "Evidence",
    "Extension",
    "Meeting",
    "MeetingPaper",
    "Membership",
    "Milestone",
    "Notice",
    "NoticeSettings",
    "Paper",
    "Participant",
    "Party",
    "ProgressReport",
    "Request",
    "RequestAnswer",
    "RequestPaper",
    "SavedView",
    "Task",
    "YearContent",
]

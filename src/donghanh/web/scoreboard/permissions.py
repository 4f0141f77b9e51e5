"""Who may score an index, enter targets, and do each step of a scoring round."""

from __future__ import annotations

import rules

from donghanh.errors import RefusedError
from donghanh.lake.definition import Dataset
from donghanh.web.catalogue.permissions import owns_dataset
from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require
from donghanh.web.scoreboard.models import Answer, Round, Scenario
from donghanh.web.scoreboard.questions import Offices, Question, questions_of

may_score_index = has_role(Role.STANDING_OFFICE)
may_set_target = rules.predicates.Predicate(
    has_role(Role.STANDING_OFFICE) | (has_role(Role.DEPARTMENT) & owns_dataset), name="set_target"
)
may_keep_editions = has_role(Role.STANDING_OFFICE)
may_open_rounds = has_role(Role.STANDING_OFFICE)
may_save_scenarios = has_role(Role.STANDING_OFFICE, Role.DEPARTMENT)
_WORKERS = (Role.STANDING_OFFICE, Role.DEPARTMENT)
_JUDGES = (Role.STANDING_OFFICE, Role.DEPARTMENT, Role.VERIFIER)


def works(user: User, roles: tuple[Role, ...] = _WORKERS) -> bool:
    """Signed in, of an organisation, in one of these roles: those who fill in, submit and lead."""
    return bool(user.is_authenticated and user.is_active and user.role in roles and user.organisation_id)


@rules.predicate
def may_see_rounds(user: User) -> bool:
    """People of the province; partners have no part in its scoring."""
    return bool(user.is_authenticated and user.is_active and user.role != Role.PARTNER)


@rules.predicate
def may_lead(user: User, round: Round) -> bool:
    """Officers of the organisation that leads the round."""
    return works(user) and user.organisation_id == round.lead_id


@rules.predicate
def may_change_deadlines(user: User, round: Round) -> bool:
    """The lead, and the standing office that opens rounds."""
    return may_lead.test(user, round) or may_open_rounds.test(user)


@rules.predicate
def may_see_scenarios(user: User) -> bool:
    """People of the province: what an office thinks through is not yet for its partners."""
    return may_see_rounds.test(user)


@rules.predicate
def may_remove_scenario(user: User, scenario: Scenario) -> bool:
    """The standing office, and officers of the organisation that saved it."""
    own = (
        scenario.created_by.organisation_id is not None and user.organisation_id == scenario.created_by.organisation_id
    )
    return may_save_scenarios.test(user) and (user.role == Role.STANDING_OFFICE or own)


def may_fill(user: User, question: Question, offices: Offices) -> bool:
    """Officers of the subject's office or of the item's owner; survey values are the lead's."""
    return works(user) and user.organisation in offices.fillers(question)


def may_submit(user: User, round: Round, subject: str, offices: Offices) -> bool:
    """Officers of the subject's own office; of a province the lead's."""
    own = {offices.of_subject(subject)} | ({round.lead} if round.definition.subjects == "province" else set())
    return works(user) and user.organisation in own


def may_appraise(user: User, question: Question, offices: Offices, answer: Answer | None = None) -> bool:
    """Officers of the item's verifier, else of the lead; never of the subject nor of whoever stated the value."""
    if not works(user, _JUDGES) or user.organisation == offices.of_subject(question.subject):
        return False
    if answer is not None and answer.stated_by.organisation_id == user.organisation_id:
        return False
    judge = offices.appraiser(question)
    return user.organisation == judge if judge is not None else user.role == Role.VERIFIER


def may_see_subject(user: User, round: Round, subject: str, offices: Offices) -> bool:
    """The standing office, leaders, verifiers, the lead; others see the files they fill in or appraise."""
    if not may_see_rounds.test(user):
        return False
    if user.role in (Role.STANDING_OFFICE, Role.LEADER, Role.VERIFIER) or may_lead.test(user, round):
        return True
    asked = questions_of(round, subject)
    return any(may_fill(user, one, offices) or may_appraise(user, one, offices) for one in asked)


def _refuse(*, code: str, vi: str, en: str) -> None:
    raise RefusedError(f"forbidden.{code}", vi=vi, en=en)


def require_keeping_editions(user: User) -> None:
    """Refuse whoever is not of the standing office."""
    vi = "Chỉ cán bộ cơ quan thường trực được nhập, sửa bộ chỉ số."
    en = "Only officers of the standing office bring in and change index editions."
    require(may_keep_editions, user, vi=vi, en=en)


def require_opening(user: User) -> None:
    """Refuse whoever may not open a round."""
    vi = "Chỉ cán bộ cơ quan thường trực được mở đợt chấm điểm."
    require(may_open_rounds, user, vi=vi, en="Only officers of the standing office open a scoring round.")


def require_rounds(user: User) -> None:
    """Refuse partners."""
    vi = "Chỉ cán bộ, lãnh đạo của tỉnh được xem các đợt chấm điểm."
    require(may_see_rounds, user, vi=vi, en="Only people of the province see its scoring rounds.")


def require_leading(user: User, round: Round) -> None:
    """Refuse whoever is not of the organisation that leads the round."""
    vi = f"Chỉ cán bộ của {round.lead}, đơn vị chủ trì đợt chấm điểm, được làm việc này."
    require(may_lead, user, round, vi=vi, en=f"Only officers of {round.lead}, which leads the round, may do this.")


def require_changing_deadlines(user: User, round: Round) -> None:
    """Refuse whoever neither leads the round nor opens rounds."""
    vi = f"Chỉ cán bộ của {round.lead}, đơn vị chủ trì, và cơ quan thường trực được gia hạn hoặc rút ngắn thời hạn."
    en = f"Only officers of {round.lead}, which leads the round, and of the standing office change its deadlines."
    require(may_change_deadlines, user, round, vi=vi, en=en)


def require_subject_sight(user: User, round: Round, subject: str, offices: Offices) -> None:
    """Refuse whoever has no part in the subject's file."""
    if not may_see_subject(user, round, subject, offices):
        vi = "Chỉ đơn vị được chấm, đơn vị nhập số liệu, đơn vị thẩm định và cơ quan thường trực được xem hồ sơ này."
        en = "Only the subject, who fills it in, who appraises it and the standing office see this file."
        _refuse(code="round_file", vi=vi, en=en)


def require_filling(user: User, question: Question, offices: Offices) -> None:
    """Refuse whoever may not state the item's value for the subject."""
    if not may_fill(user, question, offices):
        named = ", ".join(sorted(str(one) for one in offices.fillers(question))) or question.subject
        vi = f"Chỉ cán bộ của {named} được nhập “{question.item.name['vi']}”."
        _refuse(code="fill", vi=vi, en=f"Only officers of {named} fill in “{question.item.name['en']}”.")


def require_submitting(user: User, round: Round, subject: str, offices: Offices) -> None:
    """Refuse whoever is not of the subject's own office."""
    if not may_submit(user, round, subject, offices):
        named = offices.of_subject(subject) or round.lead
        vi = f"Chỉ cán bộ của {named} được nộp hồ sơ tự chấm này."
        _refuse(code="submit", vi=vi, en=f"Only officers of {named} submit this file.")


def require_appraising(user: User, question: Question, offices: Offices, answer: Answer) -> None:
    """Refuse whoever is not of the appraising organisation, or judges what its own office stated."""
    if not may_appraise(user, question, offices, answer):
        judge = offices.appraiser(question)
        named = str(judge) if judge else "đơn vị khác có vai trò thẩm tra"
        vi = f"“{question.item.name['vi']}” do {named} thẩm định; không đơn vị nào thẩm định số liệu của chính mình."
        named = str(judge) if judge else "another office's verifier"
        en = f"“{question.item.name['en']}” is appraised by {named}; nobody appraises what their own office stated."
        _refuse(code="appraise", vi=vi, en=en)


def require_scoring(user: User) -> None:
    """Refuse whoever is not of the standing office."""
    vi = "Chỉ cán bộ cơ quan thường trực được chấm điểm chỉ số."
    require(may_score_index, user, vi=vi, en="Only officers of the standing office may score an index.")


def require_scenarios(user: User) -> None:
    """Refuse partners."""
    vi = "Chỉ cán bộ, lãnh đạo của tỉnh được xem các kịch bản."
    require(may_see_scenarios, user, vi=vi, en="Only people of the province see its scenarios.")


def require_saving_scenarios(user: User) -> None:
    """Refuse whoever is neither of the standing office nor of a department."""
    vi = "Chỉ cán bộ cơ quan thường trực và cán bộ sở, ngành, địa phương được lưu kịch bản."
    require(
        may_save_scenarios, user, vi=vi, en="Only officers of the standing office and of departments save scenarios."
    )


def require_removing_scenario(user: User, scenario: Scenario) -> None:
    """Refuse whoever is not of the standing office or of the organisation that saved it."""
    vi = f"Chỉ cơ quan thường trực và {scenario.created_by.organisation or scenario.created_by} được bỏ kịch bản này."
    en = "Only the standing office and the organisation that saved the scenario remove it."
    require(may_remove_scenario, user, scenario, vi=vi, en=en)


def require_setting_targets(user: User, dataset: Dataset) -> None:
    """Refuse whoever is neither of the standing office nor of the owner of the indicator's dataset."""
    vi = "Chỉ cơ quan thường trực và đơn vị chủ quản tập dữ liệu được nhập hoặc rút mục tiêu của chỉ tiêu này."
    en = "Only the standing office and the owner of the dataset may enter or withdraw targets of this indicator."
    require(may_set_target, user, dataset, vi=vi, en=en)

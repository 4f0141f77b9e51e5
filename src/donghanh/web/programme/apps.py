from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "donghanh.web.programme"

    def ready(self) -> None:
        from donghanh.web.audit import wording
        from donghanh.web.programme import (
            governance_panels,
            progress_panels,
            request_panels,
            roadmap_panels,
            search_panels,
            tracing,
        )
        from donghanh.web.programme.permissions.agreements import may_read_documents
        from donghanh.web.ui import panels as slots
        from donghanh.web.ui import tracing as figures
        from donghanh.web.ui.navigation import Entry, register, signed_in

        register(Entry(0, _("To do now"), "programme:home", signed_in))
        register(Entry(10, _("Documents"), "programme:document-list", may_read_documents.test))
        register(Entry(20, _("Agreements"), "programme:agreement-list", signed_in))
        register(Entry(30, _("Tasks"), "programme:task-list", signed_in))
        register(Entry(32, _("Requests"), "programme:request-list", signed_in))
        register(Entry(36, _("My calendar"), "programme:calendar", signed_in))
        slots.register("agreement", 10, roadmap_panels.of_agreement)
        slots.register("commitment", 10, roadmap_panels.of_commitment)
        slots.register("task", 10, roadmap_panels.of_task)
        register(Entry(34, _("Meetings"), "programme:meeting-list", signed_in))
        register(Entry(36, _("Bodies"), "programme:body-list", signed_in))
        slots.register("agreement", 20, governance_panels.of_agreement)
        slots.register("task", 20, governance_panels.of_task)
        slots.register("home", 5, governance_panels.of_home)
        slots.register("agreement", 30, request_panels.of_agreement)
        slots.register("commitment", 30, request_panels.of_commitment)
        slots.register("task", 30, request_panels.of_task)
        figures.register(
            "agreement", tracing.resolve_agreement, public=tracing.is_public_count, may=tracing.may_follow_count
        )
        figures.register(
            "commitment", tracing.resolve_commitment, public=tracing.is_public_commitment, may=tracing.may_follow
        )
        figures.register("task", tracing.resolve_task, may=tracing.may_follow)
        figures.register("report", tracing.resolve_report, may=tracing.may_follow)
        figures.register("evidence", tracing.resolve_evidence, may=tracing.may_follow)
        register(Entry(38, _("Organisations"), "programme:unit-list", signed_in))
        slots.register("top", 0, search_panels.of_top)
        slots.register("top", 10, progress_panels.of_top)
        slots.register("body", 10, progress_panels.of_body)
        wording.register(
            {
                "document.received": _("took the document in"),
                "document.set_aside": _("set the document aside"),
                "document.confirmed": _("confirmed the draft"),
                "organisation.created": _("entered the organisation"),
                "agreement.confirmed": _("registered the agreement"),
                "agreement.state_changed": _("changed the agreement's state"),
                "agreement.edited": _("edited the draft"),
                "agreement.contents": _("arranged the contents"),
                "agreement.commitments_placed": _("placed commitments under contents"),
                "agreement.paper_added": _("put a paper to the agreement"),
                "agreement.period_amended": _("changed the period by an amendment"),
                "agreement.succeeded": _("named what follows the agreement"),
                "document.attached": _("confirmed the document into an agreement"),
                "commitment.added": _("added the commitment"),
                "commitment.edited": _("edited the commitment"),
                "commitment.amended": _("changed the commitment by a paper"),
                "commitment.struck_out": _("struck the commitment out"),
                "commitment.removed": _("took a commitment out of the draft"),
                "task.created": _("handed out the task"),
                "task.progress_reported": _("reported progress"),
                "task.claimed": _("claimed that the product is delivered"),
                "task.accepted": _("accepted the claim"),
                "task.returned": _("returned the claim"),
                "task.dropped": _("dropped the task"),
                "task.edited": _("changed the plan of the task"),
                "task.rescheduled": _("moved the task"),
                "task.dependency_added": _("let the task wait for another"),
                "task.dependency_removed": _("let the task no longer wait for another"),
                "task.milestone_added": _("added a milestone"),
                "task.milestone_reached": _("noted a milestone as reached"),
                "task.milestone_reopened": _("noted a milestone as not reached"),
                "task.milestone_removed": _("removed a milestone"),
                "task.budget_set": _("entered money"),
                "task.budget_removed": _("removed a line of money"),
                "task.assigned_to_all": _("gave the work to many units"),
                "task.parts_dropped": _("took back the parts that were not started"),
                "commitment.year_set": _("laid down the content of a year"),
                "calendar.opened": _("made an address of the calendar"),
                "calendar.closed": _("closed the address of the calendar"),
                "task.waiting": _("set the task to waiting"),
                "task.resumed": _("went on with the task"),
                "task.extension_asked": _("asked for more time"),
                "task.extension_granted": _("gave more time"),
                "task.extension_refused": _("gave no more time"),
                "task.escalated": _("put the overdue task before a body"),
                "body.set_up": _("set the body up"),
                "body.changed": _("changed the body"),
                "body.decided": _("put a decision on record"),
                "body.dissolved": _("dissolved the body"),
                "body.joined": _("added a member"),
                "body.left": _("entered the end of a membership"),
                "body.role_changed": _("changed the role of a member"),
                "meeting.planned": _("planned the meeting"),
                "meeting.changed": _("changed the meeting"),
                "meeting.agenda": _("changed the agenda"),
                "meeting.invited": _("put somebody on the list of the invited"),
                "meeting.struck_off": _("took somebody off the list of the invited"),
                "meeting.called": _("sent the invitations"),
                "meeting.answered": _("answered the invitation"),
                "meeting.paper_laid": _("laid a paper before the meeting"),
                "meeting.cancelled": _("cancelled the meeting"),
                "meeting.minutes_taken": _("took the minutes"),
                "meeting.concluded": _("wrote down a conclusion"),
                "meeting.conclusion_changed": _("changed a conclusion"),
                "meeting.conclusion_struck": _("took a conclusion out"),
                "meeting.conclusion_task": _("tied a conclusion to a task"),
                "meeting.conclusion_settled": _("settled a conclusion without a task"),
                "meeting.notice_issued": _("issued the notice of conclusions"),
                "notices.settings_changed": _("changed when letters come"),
                "request.raised": _("raised the request"),
                "request.answered": _("answered the request"),
                "request.repeated": _("put the request again"),
                "request.settled": _("settled the request"),
                "request.withdrawn": _("withdrew the request"),
                "request.linked": _("linked tasks to the request"),
                "view.saved": _("kept a filter"),
                "view.deleted": _("deleted a filter"),
                "tasks.imported": _("brought in a task table"),
            }
        )

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "donghanh.web.programme"

    def ready(self) -> None:
        from donghanh.web.audit import wording
        from donghanh.web.programme import tracing
        from donghanh.web.programme import request_panels
        from donghanh.web.programme.permissions.agreements import may_read_documents
        from donghanh.web.ui import panels as slots
        from donghanh.web.ui import tracing as figures
        from donghanh.web.ui.navigation import Entry, register, signed_in

        register(Entry(0, _("To do now"), "programme:home", signed_in))
        register(Entry(10, _("Documents"), "programme:document-list", may_read_documents.test))
        register(Entry(20, _("Agreements"), "programme:agreement-list", signed_in))
        register(Entry(30, _("Tasks"), "programme:task-list", signed_in))
        register(Entry(32, _("Requests"), "programme:request-list", signed_in))
        slots.register("agreement", 30, request_panels.of_agreement)
        slots.register("commitment", 30, request_panels.of_commitment)
        slots.register("task", 30, request_panels.of_task)
        figures.register("agreement", tracing.resolve_agreement, public=tracing.is_public_count)
        figures.register("commitment", tracing.resolve_commitment, public=figures.every_figure)
        figures.register("task", tracing.resolve_task, may=tracing.may_follow)
        figures.register("report", tracing.resolve_report, may=tracing.may_follow)
        figures.register("evidence", tracing.resolve_evidence, may=tracing.may_follow)
        wording.register(
            {
                "document.received": _("took the document in"),
                "document.set_aside": _("set the document aside"),
                "document.confirmed": _("confirmed the draft"),
                "organisation.created": _("entered the organisation"),
                "agreement.confirmed": _("registered the agreement"),
                "agreement.state_changed": _("changed the agreement's state"),
                "task.created": _("handed out the task"),
                "task.progress_reported": _("reported progress"),
                "task.claimed": _("claimed that the product is delivered"),
                "task.accepted": _("accepted the claim"),
                "task.returned": _("returned the claim"),
                "request.raised": _("raised the request"),
                "request.answered": _("answered the request"),
                "request.repeated": _("put the request again"),
                "request.settled": _("settled the request"),
                "request.withdrawn": _("withdrew the request"),
                "request.linked": _("linked tasks to the request"),
                "view.saved": _("kept a filter"),
                "view.deleted": _("deleted a filter"),
                "task.dropped": _("dropped the task"),
            }
        )

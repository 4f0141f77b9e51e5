from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "donghanh.web.programme"

    def ready(self) -> None:
        from donghanh.web.audit import wording
        from donghanh.web.programme.wording import WORDS

        _menu()
        _panels()
        _figures()
        wording.register(WORDS)


def _menu() -> None:
    from donghanh.web.programme.permissions.agreements import may_read_documents
    from donghanh.web.ui.navigation import Entry, register, signed_in

    register(Entry(0, _("To do now"), "programme:home", signed_in))
    register(Entry(2, _("My calendar"), "programme:calendar", signed_in))
    register(Entry(10, _("Documents"), "programme:document-list", may_read_documents.test))
    register(Entry(20, _("Agreements"), "programme:agreement-list", signed_in))
    register(Entry(30, _("Tasks"), "programme:task-list", signed_in))
    register(Entry(32, _("Requests"), "programme:request-list", signed_in))
    register(Entry(34, _("Meetings"), "programme:meeting-list", signed_in))
    register(Entry(36, _("Bodies"), "programme:body-list", signed_in))
    register(Entry(38, _("Organisations"), "programme:unit-list", signed_in))


def _panels() -> None:
    from donghanh.web.programme import (
        governance_panels,
        progress_panels,
        request_panels,
        roadmap_panels,
        search_panels,
    )
    from donghanh.web.ui import panels as slots

    slots.register("agreement", 10, roadmap_panels.of_agreement)
    slots.register("commitment", 10, roadmap_panels.of_commitment)
    slots.register("task", 10, roadmap_panels.of_task)
    slots.register("agreement", 20, governance_panels.of_agreement)
    slots.register("task", 20, governance_panels.of_task)
    slots.register("home", 5, governance_panels.of_home)
    slots.register("agreement", 30, request_panels.of_agreement)
    slots.register("commitment", 30, request_panels.of_commitment)
    slots.register("task", 30, request_panels.of_task)
    slots.register("top", 0, search_panels.of_top)
    slots.register("top", 10, progress_panels.of_top)
    slots.register("body", 10, progress_panels.of_body)


def _figures() -> None:
    from donghanh.web.programme import tracing
    from donghanh.web.ui import tracing as figures

    figures.register(
        "agreement", tracing.resolve_agreement, public=tracing.is_public_count, may=tracing.may_follow_count
    )
    figures.register(
        "commitment", tracing.resolve_commitment, public=tracing.is_public_commitment, may=tracing.may_follow
    )
    figures.register("task", tracing.resolve_task, may=tracing.may_follow)
    figures.register("report", tracing.resolve_report, may=tracing.may_follow)
    figures.register("evidence", tracing.resolve_evidence, may=tracing.may_follow)

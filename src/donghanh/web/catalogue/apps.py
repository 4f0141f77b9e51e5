from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "donghanh.web.catalogue"

    def ready(self) -> None:
        from donghanh.web.audit import wording
        from donghanh.web.catalogue import tracing
        from donghanh.web.catalogue.panels import access_to_do
        from donghanh.web.ui import panels
        from donghanh.web.ui import tracing as figures
        from donghanh.web.ui.navigation import Entry, register, signed_in

        register(Entry(40, _("Shared data"), "catalogue:dataset-list", signed_in))
        register(Entry(42, _("Data sharing"), "catalogue:sharing", signed_in))
        register(Entry(44, _("Ask in SQL"), "catalogue:ask-in-sql", signed_in))
        panels.register("home", 10, access_to_do)
        figures.register("record", tracing.resolve_record, may=tracing.may_open)
        figures.register("load", tracing.resolve_load, may=tracing.may_open)
        wording.register(
            {
                "dataset.file_loaded": _("loaded the file"),
                "dataset.load_retired": _("took the load back"),
                "access.requested": _("asked for access"),
                "access.approved": _("approved the request for access"),
                "access.declined": _("declined the request for access"),
                "access.withdrawn": _("withdrew the request for access"),
                "access.revoked": _("revoked the grant"),
            }
        )

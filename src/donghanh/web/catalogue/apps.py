from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "donghanh.web.catalogue"

    def ready(self) -> None:
        from donghanh.web.audit import wording
        from donghanh.web.catalogue import tracing
        from donghanh.web.ui import tracing as figures
        from donghanh.web.ui.navigation import Entry, register, signed_in

        register(Entry(40, _("Shared data"), "catalogue:dataset-list", signed_in))
        figures.register("record", tracing.resolve_record, may=tracing.may_open)
        figures.register("load", tracing.resolve_load, may=tracing.may_open)
        wording.register({"dataset.file_loaded": _("loaded the file")})

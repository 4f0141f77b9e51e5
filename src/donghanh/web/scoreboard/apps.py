from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScoreboardConfig(AppConfig):
    name = "donghanh.web.scoreboard"

    def ready(self) -> None:
        from donghanh.web.audit import wording
        from donghanh.web.programme import chain
        from donghanh.web.scoreboard import tracing
        from donghanh.web.scoreboard.panels import agreement_measures, score_count
        from donghanh.web.ui import panels
        from donghanh.web.ui import tracing as figures
        from donghanh.web.ui.navigation import Entry, register, signed_in

        register(Entry(50, _("Indicators"), "scoreboard:indicator-list", signed_in))
        register(Entry(55, _("Index scores"), "scoreboard:edition-list", signed_in))
        panels.register("agreement", 50, agreement_measures)
        chain.register(50, lambda one: chain.Step(_("Index scores"), str(score_count(one)), "#measured"))
        figures.register("indicator", tracing.resolve_indicator, public=figures.every_figure)
        figures.register("index", tracing.resolve_index, public=figures.every_figure)
        wording.register(
            {
                "index.scored": _("scored the index"),
                "target.set": _("entered the target"),
                "target.withdrawn": _("withdrew the target"),
            }
        )

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "donghanh.web.reports"

    def ready(self) -> None:
        from donghanh.web.audit import wording
        from donghanh.web.programme import chain
        from donghanh.web.reports.panels import agreement_reviews
        from donghanh.web.reports.permissions import may_open_figure
        from donghanh.web.reports.querysets import resolve_figure, reviews_of
        from donghanh.web.ui import panels
        from donghanh.web.ui import tracing as figures
        from donghanh.web.ui.navigation import Entry, register, signed_in

        register(Entry(60, _("Reviews"), "reports:review-list", signed_in))
        panels.register("agreement", 60, agreement_reviews)
        chain.register(60, lambda one: chain.Step(_("Reviews"), str(reviews_of(one).count()), "#reviews"))
        figures.register("review", resolve_figure, may=may_open_figure)
        wording.register({"review.built": _("built the review")})

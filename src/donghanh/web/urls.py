"""Every address, by app."""

from django.urls import include, path

from donghanh.web.ui.tracing import trace

urlpatterns = [
    path("", include("donghanh.web.programme.urls")),
    path("", include("donghanh.web.catalogue.urls")),
    path("", include("donghanh.web.scoreboard.urls")),
    path("", include("donghanh.web.pilots.urls")),
    path("", include("donghanh.web.reports.urls")),
    path("cong-khai/", include("donghanh.web.portal.urls")),
    path("nhat-ky/", include("donghanh.web.audit.urls")),
    path("tai-khoan/", include("allauth.account.urls")),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("nguon/<path:figure_id>", trace, name="trace"),
]

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "donghanh.web.portal"

    def ready(self) -> None:
        from donghanh.web.programme import chain
        from donghanh.web.ui.navigation import Entry, everybody, register

        chain.register(90, lambda one: chain.Step(_("Public page"), "↗", reverse("portal:agreement", args=[one.code])))
        register(Entry(90, _("Public pages"), "portal:home", everybody))

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "donghanh.web.portal"

    def ready(self) -> None:
        from donghanh.web.ui.navigation import Entry, everybody, register

        register(Entry(90, _("Public pages"), "portal:home", everybody))

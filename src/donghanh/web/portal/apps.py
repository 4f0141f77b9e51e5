from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from donghanh.web.ui import navigation


class PortalConfig(AppConfig):
    name = "donghanh.web.portal"

    def ready(self) -> None:
        navigation.register(navigation.Entry(90, _("Public pages"), "portal:home", navigation.everybody))

import rules
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "donghanh.web.audit"

    def ready(self) -> None:
        from donghanh.web.audit.views import SEE_LOG
        from donghanh.web.ui.navigation import Entry, register

        register(Entry(80, _("Log"), "audit:log", lambda person: rules.has_perm(SEE_LOG, person)))

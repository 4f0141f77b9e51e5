import rules
from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "donghanh.web.organisations"

    def ready(self) -> None:
        from donghanh.web.organisations.models import Role
        from donghanh.web.organisations.permissions import has_role

        rules.add_perm("audit.see_log", has_role(Role.STANDING_OFFICE, Role.LEADER))

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "donghanh.web.organisations"

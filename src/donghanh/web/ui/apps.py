from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "donghanh.web.ui"

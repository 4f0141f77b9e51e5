"""Addresses of bringing in a task table."""

from django.urls import path

from donghanh.web.programme.views import imports

urlpatterns = [
    path("nhiem-vu/nhap-bang/", imports.task_import, name="task-import"),
    path("nhiem-vu/nhap-bang/<slug:code>/", imports.task_import_check, name="task-import-check"),
]

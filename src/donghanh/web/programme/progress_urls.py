"""Addresses of progress: waiting, more time, notices."""

from django.urls import path

from donghanh.web.programme.views import notices, progress

urlpatterns = [
    path("nhiem-vu/<int:pk>/cho/", progress.wait, name="task-wait"),
    path("nhiem-vu/<int:pk>/tiep-tuc/", progress.resume, name="task-resume"),
    path("nhiem-vu/<int:pk>/gia-han/", progress.ask, name="extension-ask"),
    path("gia-han/", progress.extension_list, name="extension-list"),
    path("gia-han/<int:pk>/dong-y/", progress.grant, name="extension-grant"),
    path("gia-han/<int:pk>/khong-dong-y/", progress.refuse, name="extension-refuse"),
    path("thong-bao/", notices.notice_list, name="notice-list"),
    path("thong-bao/<int:pk>/", notices.notice, name="notice"),
    path("thong-bao/da-doc/", notices.read_all, name="notice-read-all"),
    path("thong-bao/cai-dat/", notices.notice_settings, name="notice-settings"),
]

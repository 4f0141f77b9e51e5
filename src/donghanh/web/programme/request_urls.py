"""Addresses of requests, saved views, search, and the pages of a unit and a partner."""

from django.urls import path

from donghanh.web.programme.views import lists, partners, requests, saved_views, search, units

urlpatterns = [
    path("kien-nghi/", lists.request_list, name="request-list"),
    path("kien-nghi/xuat/", lists.request_export, name="request-export"),
    path("nhiem-vu/", lists.task_list, name="task-list"),
    path("nhiem-vu/xuat/", lists.task_export, name="task-export"),
    path("tim-kiem/", search.search_page, name="search"),
    path("don-vi/", units.unit_list, name="unit-list"),
    path("don-vi/<slug:code>/", units.unit, name="unit"),
    path("doi-tac/<slug:code>/", partners.partner, name="partner"),
    path("bo-loc/", saved_views.save, name="view-save"),
    path("bo-loc/<int:pk>/xoa/", saved_views.delete, name="view-delete"),
    path("kien-nghi/moi/<slug:code>/", requests.raise_new, name="request-new"),
    path("kien-nghi/<int:pk>/", requests.request_page, name="request"),
    path("kien-nghi/<int:pk>/tra-loi/", requests.answer, name="request-answer"),
    path("kien-nghi/<int:pk>/kien-nghi-lai/", requests.repeat, name="request-repeat"),
    path("kien-nghi/<int:pk>/ket-qua/", requests.settle, name="request-settle"),
    path("kien-nghi/<int:pk>/rut/", requests.withdraw, name="request-withdraw"),
    path("kien-nghi/<int:pk>/nhiem-vu/", requests.link, name="request-tasks"),
    path("kien-nghi/van-ban/<int:pk>/tep/", requests.paper_file, name="request-file"),
]

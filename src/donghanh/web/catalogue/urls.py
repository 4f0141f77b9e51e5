from django.urls import path

from donghanh.web.catalogue.views import access, datasets, downloads, loads, quality, queries, readings, versions

app_name = "catalogue"
urlpatterns = [
    path("du-lieu/", datasets.dataset_list, name="dataset-list"),
    path("du-lieu/<str:code>/", datasets.dataset, name="dataset"),
    path("du-lieu/<str:code>/nap/", loads.load, name="load"),
    path("du-lieu/<str:code>/nap/<uuid:key>/", loads.load_check, name="load-check"),
    path("du-lieu/<str:code>/phien-ban/", versions.version_list, name="version-list"),
    path("du-lieu/<str:code>/phien-ban/<int:snapshot>/", versions.version, name="version"),
    path("du-lieu/<str:code>/rut/<str:load_id>/", versions.retire, name="retire"),
    path("du-lieu/<str:code>/chat-luong/", quality.quality, name="quality"),
    path("du-lieu/<str:code>/tai-ve/<str:kind>/", downloads.download, name="download"),
    path("can-sua/", quality.mending, name="mending"),
    path("can-sua.csv", quality.mending_csv, name="mending-csv"),
    path("du-lieu/<str:code>/cach-ly/", loads.quarantine, name="quarantine"),
    path("du-lieu/<str:code>/cach-ly.csv", loads.quarantine_csv, name="quarantine-csv"),
    path("du-lieu/<str:code>/xin-quyen/", access.ask, name="ask-access"),
    path("du-lieu/<str:code>/nhat-ky-khai-thac/", readings.readings, name="readings"),
    path("du-lieu/<str:code>/nhat-ky-khai-thac.csv", readings.readings_csv, name="readings-csv"),
    path("chia-se/", access.sharing, name="sharing"),
    path("chia-se/<int:pk>/", access.grant, name="grant"),
    path("chia-se/<int:pk>/duyet/", access.approve, name="approve-access"),
    path("chia-se/<int:pk>/tu-choi/", access.decline, name="decline-access"),
    path("chia-se/<int:pk>/rut/", access.withdraw, name="withdraw-access"),
    path("chia-se/<int:pk>/thu-hoi/", access.revoke, name="revoke-access"),
    path("truy-van/", queries.ask_in_sql, name="ask-in-sql"),
]

from django.urls import path

from donghanh.web.catalogue.views import datasets, loads

app_name = "catalogue"
urlpatterns = [
    path("du-lieu/", datasets.dataset_list, name="dataset-list"),
    path("du-lieu/<str:code>/", datasets.dataset, name="dataset"),
    path("du-lieu/<str:code>/nap/", loads.load, name="load"),
    path("du-lieu/<str:code>/cach-ly/", loads.quarantine, name="quarantine"),
    path("du-lieu/<str:code>/cach-ly.csv", loads.quarantine_csv, name="quarantine-csv"),
]

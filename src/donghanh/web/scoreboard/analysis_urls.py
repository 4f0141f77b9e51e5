"""The addresses of the analysis of a run; part of the scoreboard's own."""

from django.urls import path

from donghanh.web.scoreboard.views import changes, comparisons, overviews, scenarios, sensitivities

urlpatterns = [
    path("bang-diem/lan-cham/<int:pk>/dia-ban.csv", comparisons.places_csv, name="run-csv"),
    path("bang-diem/lan-cham/<int:pk>/thay-doi/", changes.change, name="run-change"),
    path("bang-diem/lan-cham/<int:pk>/thay-doi.csv", changes.change_csv, name="run-change-csv"),
    path("bang-diem/lan-cham/<int:pk>/so-sanh/", comparisons.compare, name="run-compare"),
    path("bang-diem/lan-cham/<int:pk>/so-sanh.csv", comparisons.compare_csv, name="run-compare-csv"),
    path("bang-diem/lan-cham/<int:pk>/gia-dinh/", scenarios.what_if, name="run-what-if"),
    path("bang-diem/lan-cham/<int:pk>/gia-dinh/luu/", scenarios.save, name="scenario-save"),
    path("bang-diem/lan-cham/<int:pk>/kich-ban/", scenarios.scenario_list, name="scenario-list"),
    path("bang-diem/lan-cham/<int:pk>/kich-ban.csv", scenarios.scenarios_csv, name="scenarios-csv"),
    path("bang-diem/kich-ban/<int:pk>/bo/", scenarios.remove, name="scenario-remove"),
    path("bang-diem/lan-cham/<int:pk>/do-nhay/", sensitivities.sensitivity, name="run-sensitivity"),
    path("bang-diem/lan-cham/<int:pk>/do-nhay.csv", sensitivities.sensitivity_csv, name="run-sensitivity-csv"),
    path("bang-diem/<str:index>/<str:edition>/toan-canh/", overviews.overview, name="overview"),
]

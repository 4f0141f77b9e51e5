from django.urls import path

from donghanh.web.scoreboard import analysis_urls, annex_urls, plan_urls, round_urls
from donghanh.web.scoreboard.views import indicators, runs, targets

app_name = "scoreboard"
urlpatterns = [
    path("chi-so/", indicators.indicator_list, name="indicator-list"),
    path("chi-so/<str:code>/", indicators.indicator, name="indicator"),
    path("chi-so/<str:code>/theo-xa.csv", indicators.by_place_csv, name="indicator-csv"),
    path("chi-so/<str:code>/muc-tieu/", targets.add, name="target-add"),
    path("muc-tieu/<int:pk>/rut/", targets.withdraw, name="target-withdraw"),
    *annex_urls.urlpatterns,
    path("bang-diem/lan-cham/<int:pk>/", runs.run, name="run"),
    *analysis_urls.urlpatterns,
    *plan_urls.urlpatterns,
    *round_urls.urlpatterns,
    path("bang-diem/<str:index>/<str:edition>/", runs.edition, name="edition"),
    path("bang-diem/<str:index>/<str:edition>/cham/", runs.score, name="score"),
]

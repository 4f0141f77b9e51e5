"""The addresses by which editions are brought in, completed and compared; part of the scoreboard's own."""

from django.urls import path

from donghanh.web.scoreboard.views import annexes, edition_files, edition_lists, own_editions

urlpatterns = [
    path("bang-diem/", edition_lists.edition_list, name="edition-list"),
    path("bang-diem/so-sanh/", edition_lists.compare, name="edition-compare"),
    path("bang-diem/so-sanh.csv", edition_lists.compare_csv, name="edition-compare-csv"),
    path("bang-diem/phu-luc/", annexes.add, name="annex-add"),
    path("bang-diem/phu-luc/tep/", edition_files.upload, name="edition-upload"),
    path("bang-diem/phu-luc/<uuid:key>/", annexes.check, name="annex-check"),
    path("bang-diem/<str:index>/<str:edition>/tep.yaml", edition_files.download, name="edition-yaml"),
    path("bang-diem/<str:index>/<str:edition>/ban-moi/", edition_files.copy, name="edition-copy"),
    path("bang-diem/<str:index>/<str:edition>/chi-so/<str:code>/", own_editions.item, name="edition-item"),
]

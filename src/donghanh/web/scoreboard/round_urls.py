"""Addresses of the scoring rounds."""

from django.urls import path

from donghanh.web.scoreboard.views import answers, appraisal, assignments, deadlines, gaps, rounds, self_reports

urlpatterns = [
    path("bang-diem/dot/", rounds.round_list, name="round-list"),
    path("bang-diem/dot/mo/", rounds.add, name="round-open"),
    path("bang-diem/dot/viec-cua-toi/", assignments.own, name="round-own-items"),
    path("bang-diem/dot/minh-chung/<int:pk>/tep/", answers.paper_file, name="round-paper"),
    path("bang-diem/dot/<int:pk>/", rounds.round, name="round"),
    path("bang-diem/dot/<int:pk>/thoi-han/", deadlines.change, name="round-deadlines"),
    path("bang-diem/dot/<int:pk>/dong/", rounds.close, name="round-close"),
    path("bang-diem/dot/<int:pk>/chenh-lech/", gaps.gap, name="round-gap"),
    path("bang-diem/dot/<int:pk>/chenh-lech.csv", gaps.gap_csv, name="round-gap-csv"),
    path("bang-diem/dot/<int:pk>/chenh-lech.xlsx", gaps.gap_xlsx, name="round-gap-xlsx"),
    path("bang-diem/dot/<int:pk>/<str:subject>/", answers.file, name="round-file"),
    path("bang-diem/dot/<int:pk>/<str:subject>/nop/", answers.submit, name="round-submit"),
    path("bang-diem/dot/<int:pk>/<str:subject>/phan-cong/", assignments.assign, name="round-assign"),
    path("bang-diem/dot/<int:pk>/<str:subject>/bao-cao/", self_reports.report, name="round-report"),
    path("bang-diem/dot/<int:pk>/<str:subject>/bao-cao.docx", self_reports.download, name="round-report-docx"),
    path("bang-diem/dot/<int:pk>/<str:subject>/<str:item>/", answers.item, name="round-item"),
    path("bang-diem/dot/<int:pk>/<str:subject>/<str:item>/tham-dinh/", appraisal.appraise, name="round-appraise"),
    path("bang-diem/dot/<int:pk>/<str:subject>/<str:item>/giai-trinh/", appraisal.explain, name="round-explain"),
]

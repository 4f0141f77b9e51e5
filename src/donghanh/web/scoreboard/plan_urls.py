"""The addresses of planning; part of the scoreboard's own."""

from django.urls import path

from donghanh.web.scoreboard.views import plan_candidates, plan_results, plans

urlpatterns = [
    path("bang-diem/lan-cham/<int:pk>/ke-hoach/", plans.plan_list, name="plan-list"),
    path("bang-diem/lan-cham/<int:pk>/ke-hoach/mo/", plans.add, name="plan-open"),
    path("bang-diem/ke-hoach/<int:pk>/", plans.plan, name="plan"),
    path("bang-diem/ke-hoach/<int:pk>/gioi-han/", plans.limits, name="plan-limits"),
    path("bang-diem/ke-hoach/<int:pk>/tinh/", plans.solve, name="plan-solve"),
    path("bang-diem/ke-hoach/<int:pk>/so-sanh/", plans.compare, name="plan-compare"),
    path("bang-diem/ke-hoach/<int:pk>/nhiem-vu/them/", plan_candidates.add, name="candidate-add"),
    path("bang-diem/ke-hoach/<int:pk>/nhiem-vu/nhap/", plan_candidates.bring_in, name="candidates-import"),
    path("bang-diem/ke-hoach/<int:pk>/nhiem-vu.xlsx", plan_candidates.workbook, name="candidates-xlsx"),
    path("bang-diem/ke-hoach/nhiem-vu/<int:pk>/", plan_candidates.edit, name="candidate"),
    path("bang-diem/ke-hoach/nhiem-vu/<int:pk>/bo/", plan_candidates.remove, name="candidate-remove"),
    path("bang-diem/ke-hoach/phuong-an/<int:pk>/", plan_results.result, name="plan-result"),
    path("bang-diem/ke-hoach/phuong-an/<int:pk>.xlsx", plan_results.workbook, name="plan-result-xlsx"),
    path("bang-diem/ke-hoach/phuong-an/<int:pk>/nhan/", plan_results.adopt, name="plan-adopt"),
    path("bang-diem/ke-hoach/du-thao/<int:pk>/", plan_results.draft, name="plan-draft"),
]

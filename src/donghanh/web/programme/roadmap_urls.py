"""Addresses of the plan: roadmap, schedule, editing and moving tasks, calendar."""

from django.urls import path

from donghanh.web.programme.views import gantt, roadmap, roadmap_assign, roadmap_calendar, roadmap_plan, roadmap_tasks

urlpatterns = [
    path("thoa-thuan/<slug:code>/lo-trinh/", roadmap.roadmap, name="roadmap"),
    path("thoa-thuan/<slug:code>/bieu-do/", gantt.gantt, name="gantt"),
    path("cam-ket/<int:pk>/nam/<int:year>/", roadmap.year, name="year-content"),
    path("cam-ket/<int:pk>/giao-nhieu-don-vi/", roadmap_assign.assign, name="assign-to-all"),
    path("nhiem-vu/<int:pk>/sua/", roadmap_tasks.edit, name="task-edit"),
    path("nhiem-vu/<int:pk>/doi-lich/", roadmap_tasks.reschedule, name="task-reschedule"),
    path("nhiem-vu/<int:pk>/doi-lich/hoan-tac/", roadmap_tasks.undo, name="task-undo-reschedule"),
    path("nhiem-vu/<int:pk>/ke-hoach/", roadmap_plan.plan, name="task-plan"),
    path("nhiem-vu/<int:pk>/ke-hoach/cho/", roadmap_plan.add_waits_for, name="dependency-add"),
    path("nhiem-vu/<int:pk>/ke-hoach/moc/", roadmap_plan.milestone, name="milestone-add"),
    path("nhiem-vu/<int:pk>/ke-hoach/kinh-phi/", roadmap_plan.budget, name="budget-set"),
    path("nhiem-vu/<int:pk>/ke-hoach/dung-cac-phan/", roadmap_plan.parts_dropped, name="parts-drop"),
    path("nhiem-vu/cho/<int:pk>/bo/", roadmap_plan.remove_waits_for, name="dependency-remove"),
    path("nhiem-vu/moc/<int:pk>/dat/", roadmap_plan.milestone_reached, name="milestone-reach"),
    path("nhiem-vu/moc/<int:pk>/bo/", roadmap_plan.milestone_removed, name="milestone-remove"),
    path("nhiem-vu/kinh-phi/<int:pk>/bo/", roadmap_plan.budget_removed, name="budget-remove"),
    path("lich/", roadmap_calendar.calendar, name="calendar"),
    path("lich/dia-chi/", roadmap_calendar.address, name="calendar-address"),
    path("lich/<str:key>.ics", roadmap_calendar.feed, name="calendar-feed"),
]

from django.urls import path

from donghanh.web.pilots.views import drafting, effects, pilots, replications, steps

app_name = "pilots"
urlpatterns = [
    path("thi-diem/", pilots.pilot_list, name="pilot-list"),
    path("thi-diem/them/", drafting.draft, name="pilot-draft"),
    path("thi-diem/<int:pk>/", pilots.pilot, name="pilot"),
    path("thi-diem/<int:pk>/sua/", drafting.edit, name="pilot-edit"),
    path("thi-diem/<int:pk>/dia-ban/", drafting.places, name="pilot-places"),
    path("thi-diem/<int:pk>/kinh-phi/", drafting.costs, name="pilot-costs"),
    path("thi-diem/<int:pk>/khoa/", steps.lock, name="pilot-lock"),
    path("thi-diem/<int:pk>/bat-dau/", steps.start, name="pilot-start"),
    path("thi-diem/<int:pk>/tac-dong/", effects.effect, name="pilot-effect"),
    path("thi-diem/<int:pk>/tac-dong/danh-gia/", effects.assess, name="pilot-assess"),
    path("thi-diem/<int:pk>/tac-dong/<int:number>/tinh-lai/", effects.recompute, name="pilot-recompute"),
    path("thi-diem/<int:pk>/so-lieu/", effects.values, name="pilot-values"),
    path("thi-diem/<int:pk>/so-lieu.xlsx", effects.workbook, name="pilot-xlsx"),
    path("thi-diem/<int:pk>/quyet-dinh/", steps.decide, name="pilot-decide"),
    path("thi-diem/<int:pk>/quyet-dinh/tep/", pilots.decision_file, name="pilot-decision-file"),
    path("thi-diem/<int:pk>/ket-thuc/", steps.end, name="pilot-end"),
    path("thi-diem/<int:pk>/nhan-rong/", replications.replicate, name="pilot-replicate"),
    path("thi-diem/<int:pk>/nhan-rong/xep-hang/", replications.rank, name="pilot-rank"),
    path("thi-diem/<int:pk>/nhan-rong/giao/", replications.hand_out, name="wave-hand-out"),
    path("thi-diem/<int:pk>/nhan-rong/thu-hoi/", replications.take_back, name="wave-take-back"),
    path("thi-diem/nhan-rong/<int:pk>/chuyen/", replications.move, name="roll-out-move"),
]

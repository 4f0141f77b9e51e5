from django.urls import path

from donghanh.web.programme.agreement_urls import urlpatterns as of_agreements
from donghanh.web.programme.governance_urls import urlpatterns as of_governance
from donghanh.web.programme.import_urls import urlpatterns as of_imports
from donghanh.web.programme.progress_urls import urlpatterns as of_progress
from donghanh.web.programme.request_urls import urlpatterns as of_requests
from donghanh.web.programme.roadmap_urls import urlpatterns as of_the_roadmap
from donghanh.web.programme.views import home, intake, tasks

app_name = "programme"

urlpatterns = [
    *of_agreements,
    *of_governance,
    *of_the_roadmap,
    *of_progress,
    *of_requests,
    *of_imports,
    path("", home.home, name="home"),
    path("van-ban/", intake.document_list, name="document-list"),
    path("van-ban/tiep-nhan/", intake.receive, name="receive"),
    path("van-ban/<int:pk>/", intake.document, name="document"),
    path("van-ban/<int:pk>/de-rieng/", intake.set_aside, name="set-aside"),
    path("van-ban/<int:pk>/tep/", intake.document_file, name="document-file"),
    path("nhiem-vu/<int:pk>/", tasks.task, name="task"),
    path("nhiem-vu/<int:pk>/bao-cao/", tasks.report, name="report"),
    path("nhiem-vu/<int:pk>/dung/", tasks.drop, name="drop"),
    path("nhiem-vu/xac-minh/<int:pk>/chap-nhan/", tasks.accept, name="accept"),
    path("nhiem-vu/xac-minh/<int:pk>/tra-lai/", tasks.send_back, name="return"),
    path("minh-chung/<int:pk>/tep/", tasks.evidence_file, name="evidence-file"),
]

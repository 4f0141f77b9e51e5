from django.urls import path

from donghanh.web.reports.views import reviews

app_name = "reports"
urlpatterns = [
    path("bao-cao/", reviews.review_list, name="review-list"),
    path("bao-cao/<int:pk>/", reviews.review, name="review"),
    path("bao-cao/<int:pk>/tep", reviews.download, name="review-file"),
    path("bao-cao/lap/<slug:agreement_code>/", reviews.build, name="build-review"),
]

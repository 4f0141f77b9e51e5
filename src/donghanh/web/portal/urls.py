from django.urls import path

from donghanh.web.portal.views import agreements

app_name = "portal"
urlpatterns = [
    path("", agreements.home, name="home"),
    path("<slug:code>/", agreements.agreement, name="agreement"),
    path("<slug:code>/cam-ket.csv", agreements.commitments_csv, name="commitments-csv"),
]

from django.urls import path

from donghanh.web.audit.views import log

app_name = "audit"

urlpatterns = [path("", log, name="log")]

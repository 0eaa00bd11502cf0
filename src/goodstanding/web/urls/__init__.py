"""Every address of the pages."""

from goodstanding.web.urls import entering, importing, reading, recording

urlpatterns = [
    *entering.urlpatterns,
    *reading.urlpatterns,
    *recording.urlpatterns,
    *importing.urlpatterns,
]

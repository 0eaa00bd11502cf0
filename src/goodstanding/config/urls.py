"""Every address. Of allauth only what signs in by a code and signs out."""

from allauth.account import views as account
from django.urls import include, path

handler500 = "goodstanding.web.storage_away.failed"
urlpatterns = [
    path("accounts/login/", account.request_login_code, name="account_login"),
    path("accounts/login/", account.request_login_code, name="account_request_login_code"),
    path("accounts/login/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("", include("goodstanding.web.urls")),
]

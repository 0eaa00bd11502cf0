"""Addresses by which somebody comes in."""

from django.urls import URLPattern, path

from goodstanding.web.views import entering

urlpatterns: list[URLPattern] = [
    path("sign-in/<str:secret>/", entering.sign_in_link, name="sign_in_link"),
    path("start/", entering.start, name="start"),
    path("start/first/", entering.first_steps, name="first_steps"),
    path("switch/", entering.switch, name="switch"),
    path("healthz", entering.healthz, name="healthz"),
]

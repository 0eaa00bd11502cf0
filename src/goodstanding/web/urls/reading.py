"""Addresses of the pages that people look at."""

from django.urls import path

from goodstanding.web.views import catalogue, health, journal, person, roster, team, today

urlpatterns = [
    path("", today.today, name="today"),
    path("team/", team.team, name="team"),
    path("team/roster/", roster.roster, name="roster"),
    path("people/<int:number>/", person.person, name="person"),
    path("me/", person.mine, name="mine"),
    path("journal/", journal.journal, name="journal"),
    path("settings/health/", health.health, name="health"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<str:code>/", catalogue.certification, name="certification"),
]

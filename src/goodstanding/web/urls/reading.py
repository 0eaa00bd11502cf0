"""Addresses of the pages that people look at."""

from django.urls import path

from goodstanding.web.views import (
    catalogue,
    costs,
    health,
    journal,
    learning,
    person,
    plans,
    roster,
    team,
    today,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("team/", team.team, name="team"),
    path("team/roster/", roster.roster, name="roster"),
    path("people/<int:number>/", person.person, name="person"),
    path("me/", person.mine, name="mine"),
    path("plan/", plans.plans, name="plans"),
    path("plan/<int:number>/", plans.plan, name="plan"),
    path("plan/<int:number>/cancel/", plans.plan_cancel, name="plan_cancel"),
    path("plan/<int:number>/beside/", plans.plan_beside, name="plan_beside"),
    path("plan/<int:number>/approve/", plans.plan_approve, name="plan_approve"),
    path("learning/", learning.learning, name="learning"),
    path("learning/catch-up/", learning.catch_up, name="catch_up"),
    path("settings/pattern/", learning.pattern, name="pattern"),
    path("offerings/<int:number>/teaches/", learning.session_teaches, name="session_teaches"),
    path("lapses/", costs.lapse_prices, name="lapse_prices"),
    path("settings/costs/", costs.cost_figures, name="cost_figures"),
    path("settings/costs/<str:name>/", costs.cost_figure_change, name="cost_figure_change"),
    path("journal/", journal.journal, name="journal"),
    path("settings/health/", health.health, name="health"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<str:code>/", catalogue.certification, name="certification"),
]

"""The catalogue: what bodies award, and how it stays current."""

from dataclasses import fields

from django.http import Http404, HttpResponse
from django.shortcuts import render

from goodstanding.engine.folding import fold
from goodstanding.engine.rules.load import shipped
from goodstanding.engine.rules.model import Catalogue, Certification
from goodstanding.engine.rules.words import confidence, stays_current
from goodstanding.records.catalogues import catalogue_of
from goodstanding.services.access import May
from goodstanding.services.summary import summary_of
from goodstanding.web.door import Asked, page


@page(May.SEE_TEAM, May.SEE_OWN)
def catalogue(request: Asked) -> HttpResponse:
    """Every certification by body, or those that a search finds."""
    rules = catalogue_of(request.actor.organisation)
    wanted = " ".join(request.GET.get("q", "").split())[:80]
    found = [one for one in rules.certifications.values() if _is_meant(one, wanted)]
    bodies = [
        {
            "body": body,
            "rows": [
                (one, stays_current(one.rules[-1], body.unit))
                for one in found
                if one.body == body.code
            ],
        }
        for body in rules.bodies.values()
    ]
    return render(
        request,
        "catalogue.html",
        {"bodies": [one for one in bodies if one["rows"]], "wanted": wanted, "count": len(found)},
    )


@page(May.SEE_TEAM, May.SEE_OWN)
def certification(request: Asked, code: str) -> HttpResponse:
    """One certification: its rules in words, each with its source and how sure we are."""
    actor = request.actor
    rules = catalogue_of(actor.organisation)
    found = rules.certifications.get(code)
    if found is None:
        raise Http404
    holders = None
    if actor.may(May.SEE_TEAM):
        holders = summary_of(actor.organisation, actor.today).certifications.get(code, 0)
    body = rules.bodies[found.body]
    return render(
        request,
        "certification.html",
        {
            "found": found,
            "body": body,
            "rules": [
                (rule, stays_current(rule, body.unit), confidence(rule.basis.sure))
                for rule in reversed(found.rules)
            ],
            "basis": confidence(found.basis.sure),
            "costs": [(one, confidence(one.basis.sure)) for one in found.costs],
            "requires": _named(rules, found.requires),
            "services": [one for one in rules.services.values() if one.needs == code],
            "holders": holders,
            "own": own_words(found),
        },
    )


def own_words(found: Certification) -> list[str]:
    """What the company's own rules say differently of a certification that we ship, in words; all
    of it is the company's own where we ship none."""
    ours = shipped().certifications.get(found.code)
    if ours is None:
        return ["everything"]
    names = (field.name for field in fields(found))
    return [
        "how it stays current" if name == "rules" else name.replace("_", " ")
        for name in names
        if getattr(found, name) != getattr(ours, name)
    ]


def _is_meant(one: Certification, wanted: str) -> bool:
    said = fold(" ".join((one.code, one.name, one.body, one.level, *one.aliases)))
    return all(word in said for word in fold(wanted).split())


def _named(rules: Catalogue, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    known = rules.certifications
    return [(code, known[code].name if code in known else "") for code in codes]

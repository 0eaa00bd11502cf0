"""The phrases around a holder and before a title, made of their parts, in three languages.

Blanks in a part may be missing, as they are when they were not seen in a picture.
"""

import re


def _spaced(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s*"), re.IGNORECASE)


def _any(*parts: str) -> str:
    return f"(?:{'|'.join(parts)})"


_SAYS = (
    r"(?:certif(?:y|ies|ied)|acknowledges?|confirms?|attests?|verif(?:y|ies)|documents?|declares?"
    r"|affirms?|states?|known|notice|witness(?:es)?|records?|shows?)"
)
_GIVES = r"\b(?:award|present|grant|give|giv|issu|conferr?|bestow|certifi|made out)(?:ed|en|s)?"
_PAPER = r"(?:certificate|award|diploma|recognition|honou?r)"
_ENGLISH_BEFORE = _any(
    rf"{_SAYS} (?:to all )?that",
    r"\b(?:proof|evidence|show|indicates?|inform(?: \w+)?|advise(?: \w+)?|report|note) that",
    r"\bto whom it may concern[:,.]",
    rf"{_GIVES}(?: this {_PAPER}(?: of \w+)?)? (?:to|upon|unto)\b(?! date)",
    r"\bcertificate of (?:\w+ )(?:is )?(?:for|to)(?= ?[\n:])",
    r"\b(?:completed|earned) by(?= ?[:\n])",
    r"\b(?:hono(?:u)?rs?(?=\s)|recogni[sz]es?|commends?|salutes?|congratulates?"
    r"|congratulations(?: to)?,?)",
    r"(?:^|(?<=\n))(?:dear|hi|hello|hey)\b|\bname of recipient",
    r"\bin (?:recognition|honou?r) of(?= ?\n)",
    r"\bcertif(?:y|ies)(?= ?[\nA-ZÀ-Þ])",
)
_SPANISH_BEFORE = _any(
    r"\b(?:certific(?:a|amos|an)|(?:hace[nr]?|hacemos) constar|acredita[n]?|reconoce[n]?)"
    r" (?:que|a)\b",
    r"\b(?:otorga(?:do|da|n)?|conced(?:e|ido|ida)|entreg(?:a|ado|ada)|present(?:ado|ada)"
    r"|conferid[oa]|expedid[oa])(?: (?:el|la) presente(?: \w+)?)? (?:a|para)\b",
    r"\ba favor de\b",
)
_FRENCH_BEFORE = _any(
    r"\b(?:certifi(?:e|ons|ent)|attest(?:e|ons|ent)|reconna[iî]t) que\b",
    r"\b(?:décern(?:é|ée|e)|délivr(?:é|ée|e)|remise?|attribué?e?|accordée?|octroyée?) à",
)
BEFORE = _spaced(rf"{_any(_ENGLISH_BEFORE, _SPANISH_BEFORE, _FRENCH_BEFORE)} [:,—–-]* ")
"""What a holder follows: "this certifies that", "presented to"."""

_DEED = (
    r"(?:success\w*|satisf\w*|complet\w*|attend\w*|participat\w*|outstanding|achiev\w*|earning"
    r"|passing|fulfil\w*|meeting|finish\w*|taking|demonstrat\w*)"
)
_ENGLISH_AFTER = _any(
    r"(?:who )?(?:has|have|having|had|did|was|is|were|hath)\b",
    r"(?:has|have)(?=success|satisf|complet|attend)",
    rf"(?:on|for|upon|in (?:recognition|acknowledge?ment|honou?r|appreciation) of)"
    rf" (?:having |the |his |her |their )?{_DEED}",
    r"(?:success|satisfactor)\w* (?:complet|fulfil|pass|attend|finish)\w*",
    r"(?:who )?(?:completed|attended|participated|fulfilled|passed|finished|earned|achieved|met"
    r"|graduated|sat through|underwent|undertook|received"
    r"|took part|mastered|demonstrated)\b",
)
_DID = "(?:complet|aprob|asisti|particip|finaliz|termin|cumpli|curs)"
_SPANISH_AFTER = _any(
    rf"(?:quien )?(?:ha|han|habiendo) {_DID}\w*|{_DID}ó\b",
    r"por (?:haber|su|completar|aprobar|asistir)\b",
)
_FRENCH_AFTER = _any(
    r"(?:qui )?a (?:suivi|complét|termin|réussi|particip|assist|satisfait|achev)\w*",
    r"pour avoir\b|ayant\b",
)
AFTER = _spaced(rf"(?:^|(?<=[\s,]))(?:{_ENGLISH_AFTER}|{_SPANISH_AFTER}|{_FRENCH_AFTER})")
"""What a holder is followed by: "has completed"."""
DEED = re.compile(
    r"complet|attend|participat|fulfil|pass|earn|success|satisf|award|grant|presented|finish|met\b"
    r"|took|master|demonstrat|requirement|asisti|aprob|particip|finaliz|termin|cumpli|curs"
    r"|suivi|complét|réussi|assist|avoir",
    re.IGNORECASE,
)
"""Words of having done something."""

_DONE = _any(
    r"complet(?:ed|ing|ion)",
    r"attend(?:ed|ing|ance)",
    r"participat(?:ed|ing|ion)",
    r"finish(?:ed|ing)",
    r"pass(?:ed|ing)",
    r"fulfil\w*",
    r"met|meeting|satisfied|mastered|mastery|took(?: part)?|taking(?: part)?",
    r"graduat(?:ed|ing|ion)(?: from)?",
    r"(?:reached|met|attained|satisfied) the (?:\w+ )?(?:standards?|criteria|level)"
    r"(?: required| of competence)? (?:in|for|of)",
    r"(?:competence|competent|proficien\w+|qualified) in",
    r"(?:was|were|been) present|sat through|under(?:went|took)|undergone|undertaken",
    r"(?:the )?(?:title|designation|credential|rank|degree) of",
    r"(?:(?:trained|training|instruct\w+|assess\w*|examined|tested|proficien\w+|competen\w+"
    r"|certified)(?: and )?)+ (?:in|on)",
    r"earned (?=the (?:certification|designation|credential|title))",
)
_FOREIGN_DONE = _any(
    r"(?:complet|aprob|finaliz|termin)(?:ado|ada|ó|ar)",
    r"(?:asisti|cumpli)(?:do|ó)(?: con)?|particip(?:ado|ó)|curs(?:ado|ó)",
    r"(?:suivi|complété|terminé|réussi|participé|assisté|achevé)",
)
ANCHOR = _spaced(
    rf"\b(?:(?:success\w*|satisf\w*|duly) )?{_any(_DONE, _FOREIGN_DONE)}\b"
    r"(?: (?:in|of|at|the|all|à|en|al|a)\b)*"
)
"""What a title follows: "has completed"."""

HOURS = (
    r"(?:\(?\d{1,3}(?:\.\d+)?\)?|\w+(?:[- ]\w+)? ?\(\d+\))[- ](?:contact |credit |cec "
    r"|ce )?(?:hours?|hrs?|days?|cecs?|cehs?|ceus?|credits?|horas?|heures?)"
)
_SMALL = (
    r"all|the|a|an|of|in|for|on|to|and|our|this|its|each|every|any|following|by|as|required"
    r"|necessary|listed|below|satisfied|designated|their"
    r"|whole|entire|entirety|duration|both|parts?"
)
_OF_COURSE = (
    r"requirements?|prescribed|set forth|course of (?:study|instruction)|courses?|class(?:es)?"
    r"|training|programs?|programme|workshop|seminar|session|webinar|event|lesson|study"
    r"|examination|exam|curriculum|module|entitled|titled|called|named|known as|clinic|lecture"
    r"|demonstration|continuing[- ]education|ce|cec|credits?|hours?|designation|credential|area of"
    r"|certification as|as|offering|activity|subject|topic|instruction"
)
_MANNER = (
    r"live|online|virtual|classroom|in-person|instructor[- ]led|iicrc|ria|approved|accredited"
    r"|certified|certification|iicrc[- ]approved|ria[- ]approved|manufacturer|official"
    r"|hands[- ]on|technical|professional|formal|annual|full|self-paced|on-demand|intensive"
    r"|successfully|successful|satisfactorily|satisfactory|completion|participation|attendance"
    r"|attending|completing|attended|completed"
)
_SPANISH = (
    r"el|la|los|las|un|una|en|de|del|al|con|éxito|satisfactoriamente|exitosamente|todos"
    r"|requisitos|curso|clase|taller|seminario|capacitación|programa|formación|titulado|titulada"
    r"|denominado|siguiente|módulo|sesión|completado"
)
_FRENCH = (
    r"le|les|une|du|des|avec|succès|cours|formation|atelier|séminaire|programme|intitulée?"
    r"|suivante?|stage|séance|toutes|exigences|à"
)
FILLER = (
    rf"(?:(?:{_SMALL}|{_OF_COURSE}|{_MANNER}|{_SPANISH}|{_FRENCH}|{HOURS}|\w+[- ]days?)"
    rf"(?=[\s:,]|$)[\s:,]*)*"
)
"""What may stand between "has completed" and the title."""

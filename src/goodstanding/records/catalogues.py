"""The catalogue of a company: the shipped one with its own rules over it."""

from functools import lru_cache

from goodstanding import __version__
from goodstanding.engine.rules.load import shipped, with_own
from goodstanding.engine.rules.model import Catalogue
from goodstanding.records.hashing import digest
from goodstanding.records.models import Organisation

OWN_RULES = "the company's rules"


def catalogue_of(organisation: Organisation) -> Catalogue:
    """The rules by which a company's people are judged."""
    return _laid_over(organisation.own_rules)


def rules_hash(organisation: Organisation) -> str:
    """What tells one state of the rules from another: the company's, ours, and how we read them."""
    return _hash(organisation.own_rules)


@lru_cache(maxsize=64)
def _hash(own: str) -> str:
    return digest([__version__, repr(_laid_over(own))])[:16]


@lru_cache(maxsize=64)
def _laid_over(own: str) -> Catalogue:
    if not own.strip():
        return shipped()
    catalogue, problems = with_own((OWN_RULES, own))
    if catalogue is None:  # only sound rules are ever stored
        raise ValueError(f"the company's rules have {len(problems)} mistakes")
    return catalogue

"""The words between subject and object, in the tense of the statement: `is said to have been trained on`.

What is planned, underway, predicted or only said never reads like what is. The forms of each verb are the ontology's.
"""

import re

from aigraph.model import Statement
from aigraph.ontology import Property
from aigraph.words.interface import word

__all__ = ["is_plural", "tensed"]

#: What ends the name of several things: `founders`, not `'s`, `ss` or `us`.
_PLURAL = re.compile(r"[^'’su]s$")
_TAIL = re.compile(r" (?:of|on|in|for|from|at|by|built|with|who|whose|that)\b.*")


def tensed(prop: Property, statement: Statement, language: str, *, plural: bool, acts: bool) -> str:
    """Return the caption of a relation.

    Args:
        prop: its predicate, or the inverse of it, with the forms that the ontology gives.
        statement: how it is known and where it stands.
        language: `en` or `zh`.
        plural: whether the verb's subject is several.
        acts: whether the verb's subject has plans of its own.
    """
    caption = prop.captions.get(language) or prop.labels.get(language) or prop.name
    several = prop.form("captionPlural", language)
    if statement.stage == "ended":
        caption = prop.form("captionEnded", language) or caption
    elif plural and several:
        caption = several
    infinitive = prop.form("infinitive", language)
    manner = _manner(statement)
    if not infinitive or not manner:
        return caption
    forms = {
        "caption": caption,
        "infinitive": infinitive,
        "participle": prop.form("participle", language) or infinitive,
        "gerund": prop.form("gerund", language) or "",
    }
    text = word("tense", _key(manner, prop, acts), language, **forms)
    return _in_plural(text) if plural and language == "en" else text


def is_plural(name: str) -> bool:
    """Return whether an English name is that of several things, by its head.

    >>> [is_plural(n) for n in ("The market believers", "Anthropic's founding team", "Start-ups built on GPT")]
    [True, False, True]
    """
    return _PLURAL.search(_TAIL.sub("", name)) is not None


def _manner(statement: Statement) -> str:
    """Return the key of the tense; empty for what is simply told."""
    modality, stage = statement.modality, statement.stage
    if modality == "predicted":
        return "expected"
    if stage in ("planned", "underway"):
        return {"rumoured": "said-", "estimated": "said-", "claimed": "said-"}.get(modality, "") + stage
    if stage == "abandoned":
        return "abandoned"
    return {"rumoured": "said", "estimated": "said", "claimed": "held"}.get(modality, "")


def _key(manner: str, prop: Property, acts: bool) -> str:
    """Return the key of the words for a manner: a state is not underway, a thing without plans has none."""
    several = prop.form("captionPlural", "en") or "were"
    if manner in ("said", "held"):
        return manner if several.startswith("were") else f"{manner}Now"  # is said to have been, is said to belong to
    if manner.endswith("underway") and not prop.form("gerund", "en"):
        manner, acts = manner.replace("underway", "planned"), False
    return manner if acts or not manner.endswith("planned") else f"{manner}ForIt"


def _in_plural(text: str) -> str:
    plurals = {"is": "are", "was": "were", "plans": "plan", "has": "have"}
    return re.sub(rf"^({'|'.join(plurals)})\b", lambda match: plurals[match[1]], text)

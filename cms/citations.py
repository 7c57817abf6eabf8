"""Which acts of the Hub rest on which article of a regulation: `article="<slug>/<number>"` on a transition."""

from __future__ import annotations

from hub.workflow.machine import Text, machines


def acts_by_article(slug: str) -> dict[str, list[Text]]:
    """Return, for each article of a regulation, what the acts that cite it are called on their buttons."""
    found: dict[str, list[Text]] = {}
    for machine in machines:
        for transition in machine:
            regulation, _slash, number = transition.article.partition("/")
            if regulation == slug and number:
                found.setdefault(number, []).append(transition.label)
    return found

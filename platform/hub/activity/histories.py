"""Whose history may be read by whom: apps say so for their objects in `histories.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db import models
from django.utils.functional import Promise

from hub.activity.models import Activity
from hub.common.registry import Registry


class Seen(Enum):
    """How much of an object's history a reader sees: nothing, the milestones without names, or every act."""

    NOTHING = "nothing"
    MILESTONES = "milestones"
    EVERYTHING = "everything"


def number_of(act: Activity) -> str:
    """Return the number that an act noted, e.g. of a version."""
    return str(act.data.get("number", ""))


@dataclass(frozen=True)
class HistoryRule:
    """What a reader sees of an object's history, which verbs are milestones fit for everybody who sees the object,
    what is said of an act beside its verb, and which desk's work a verb is.
    """

    seen_by: Callable[[Any, Any], Seen]
    milestones: frozenset[str]
    detail: Callable[[Activity], str] = number_of
    desks: Mapping[str, str | Promise] = field(default_factory=dict)


_rules: Registry[HistoryRule] = Registry("histories")


def history_of_model(
    model_label: str,
    *,
    milestones: tuple[str, ...] = (),
    detail: Callable[[Activity], str] = number_of,
    desks: Mapping[str, str | Promise] | None = None,
) -> Callable[[Callable[[Any, Any], Seen]], Callable[[Any, Any], Seen]]:
    """Register the decorated (object, user) -> Seen for a model ("app_label.modelname").

    `desks` maps verbs to the desk whose work they are: it stands for the name where the reader may not know the person.
    """

    def add(seen_by: Callable[[Any, Any], Seen]) -> Callable[[Any, Any], Seen]:
        _rules.add(model_label, HistoryRule(seen_by, frozenset(milestones), detail, desks or {}))
        return seen_by

    return add


def rule_for(subject: models.Model) -> HistoryRule | None:
    """Return the rule of an object's model; None closes its history to everybody."""
    return _rules.find(subject._meta.label_lower)

"""Who may open files: the app that owns the subject says so in its `file_access.py`."""

from collections.abc import Callable
from typing import Any

from hub.common.registry import Registry

MayOpen = Callable[[Any, Any], bool]
_rules: Registry[MayOpen] = Registry("file access rules")


def files_of(model_label: str) -> Callable[[MayOpen], MayOpen]:
    """Register the decorated (subject, user) -> bool as the rule for files of a model ("app_label.modelname")."""

    def add(rule: MayOpen) -> MayOpen:
        return _rules.add(model_label, rule)

    return add


def rule_for(model_label: str) -> MayOpen | None:
    """Return the rule for files of a model; None closes them to everybody."""
    return _rules.find(model_label)

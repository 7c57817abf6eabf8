"""What an act asks of the person who takes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db import models

from hub.common.actors import Actor


class ActForm(forms.Form):
    """Base of the forms of acts: knows the object, who acts, and when. What it cleans goes to the step as its data."""

    def __init__(self, *args: Any, obj: models.Model, actor: Actor, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.obj, self.actor, self.now = obj, actor, now

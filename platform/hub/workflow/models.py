"""A state, and since when it holds, that only `fire` can write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, tzinfo
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from hub.activity.models import Activity
from hub.common.labels import Labelled
from hub.workflow.errors import StateIsGuarded

_open: ContextVar[bool] = ContextVar("state_writing_open", default=False)
M_co = TypeVar("M_co", bound=models.Model, covariant=True)


@contextmanager
def state_writing() -> Iterator[None]:
    """Open the state for writing; used by `fire` and by loading from the database, nowhere else."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


class _GuardedState:
    """The attribute: readable always, written once while an instance is made, afterwards only by `fire`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        if self.name not in instance.__dict__:
            with state_writing():
                instance.refresh_from_db(fields=[self.name])
        return instance.__dict__[self.name]

    def __set__(self, instance: models.Model, value: str) -> None:
        known = instance.__dict__.get(self.name, value)
        if value != known and not _open.get():
            raise StateIsGuarded(f"{type(instance).__name__}.{self.name} is written by fire() only")
        instance.__dict__[self.name] = value


class StateField(models.CharField[str, str]):
    """A short slug naming the state. New rows start in `default`; every later value comes from a transition."""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Put the guard in place of Django's plain attribute."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _GuardedState(self.attname))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Refuse a new row that does not start at the beginning."""
        value = super().pre_save(model_instance, add)
        if add and value != self.get_default() and not _open.get():
            raise StateIsGuarded(
                f"a new {type(model_instance).__name__} starts as {self.get_default()!r}, not {value!r}"
            )
        return value


class StateSinceField(models.DateTimeField[Any, Any]):
    """When the object came into its state: `fire` writes it; a new row takes its `created_at`, or the present moment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Fill in the beginning of a new row."""
        if add and getattr(model_instance, self.attname) is None:
            setattr(model_instance, self.attname, getattr(model_instance, "created_at", None) or timezone.now())
        return super().pre_save(model_instance, add)


def guarded_fields(model: type[models.Model]) -> set[str]:
    """Return the names of the fields that only `fire` writes: the state, and since when it holds."""
    return {f.name for f in model._meta.concrete_fields if isinstance(f, StateField | StateSinceField)}


class StatefulQuerySet(models.QuerySet[M_co]):
    """A QuerySet that cannot write the state behind the workflow's back."""

    def _refuse(self, fields: Iterable[str]) -> None:
        asked = guarded_fields(self.model) & set(fields)
        if asked and not _open.get():
            raise StateIsGuarded(f"{self.model.__name__}: {sorted(asked)} is written by fire() only")

    def update(self, **kwargs: Any) -> int:
        """Update, but never the state."""
        self._refuse(kwargs)
        return super().update(**kwargs)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Update many, but never the state."""
        fields = list(fields)
        self._refuse(fields)
        return super().bulk_update(objs, fields, batch_size=batch_size)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Create many, all of them in the initial state."""
        objs = list(objs)
        self._refuse(kwargs.get("update_fields") or ())
        return super().bulk_create(objs, *args, **kwargs)


class Stateful(Labelled):
    """Base of every model with a workflow; declare `state = StateField(choices=…, default=…)` beside it."""

    state_since = StateSinceField()

    objects = StatefulQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # Django's own base manager would write the state unasked

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save all but the state: an object that was read before the last step must not turn it back."""
        if not _open.get():
            if self._state.adding:
                kwargs["force_insert"] = True  # a key that was set by hand must not overwrite a row
            else:
                kwargs["update_fields"] = self._unguarded(kwargs.get("update_fields"))
        super().save(*args, **kwargs)

    def _unguarded(self, wanted: Iterable[str] | None) -> list[str]:
        fields = [f for f in self._meta.concrete_fields if not f.primary_key]
        guarded = guarded_fields(type(self))
        if wanted is None:
            return [f.name for f in fields if f.name not in guarded and f.attname not in self.get_deferred_fields()]
        if asked := guarded & set(wanted):
            raise StateIsGuarded(f"{type(self).__name__}: {sorted(asked)} is written by fire() only")
        return list(wanted)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Load again; what the database says about the state is true."""
        with state_writing():
            super().refresh_from_db(*args, **kwargs)


class SentReminder(models.Model):
    """A reminder that was sent: once for each object, step and deadline, however often the clock looks.

    `anchor` is what the deadline is counted from (the date-time field, or the beginning of the state), so that a deadline
    that was moved is reminded of anew.
    """

    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    step = models.CharField(max_length=50)
    anchor = models.DateTimeField()
    before = models.DurationField()
    sent_at = models.DateTimeField()

    reader: Any = None  # who is shown the note
    zone: tzinfo = UTC  # of that reader

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reminder_once", fields=["subject_type", "subject_id", "step", "anchor", "before"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.subject_type_id}:{self.subject_id}, {self.before} before"


class TakenStep(models.Model):
    """A step that can be undone for a while by the person who took it, with the effects that are held until then."""

    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.BigIntegerField()
    step = models.CharField(max_length=50)
    source = models.CharField(max_length=50)
    source_since = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()
    until = models.DateTimeField()
    act = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    held = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(name="taken_step_open", fields=["taken_by", "until"], condition=models.Q(undone_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.subject_type_id}:{self.subject_id} until {self.until:%H:%M}"

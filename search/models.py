"""What can be found: one row per searchable object, the truth that every engine follows; and what people asked to be told of."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import Language, pick
from hub.common.ids import PublicIdField
from search.enums import Frequency, Order
from search.lexicon.forms import lines_of
from search.lexicon.stamp import change_stamp


class SearchDocument(models.Model):
    """The searchable text of one object in both languages, who may find it, and the number of its latest change.

    Rows of withdrawn objects stay, emptied and marked, so that their version goes on counting: an engine that is late
    can then tell that its news is old. Nothing confidential is ever written here. `appeared_at` is when it could last be
    found anew: first written, back after a withdrawal, or open to more readers; no other change moves it.
    """

    key = models.CharField(max_length=150, unique=True, help_text="<type>:<public id>")
    type = models.SlugField(max_length=40)
    object_id = models.BigIntegerField()
    version = models.BigIntegerField(default=1)
    is_deleted = models.BooleanField(default=False)
    title_en = models.TextField(blank=True)
    title_zh = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    body_zh = models.TextField(blank=True)
    names = models.TextField(blank=True)
    source_lang = models.CharField(max_length=2, choices=Language.choices, default=Language.EN)
    facets = models.JSONField(default=dict, blank=True)
    audiences = models.JSONField(default=list, blank=True)
    sort_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    appeared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="search_one_per_object", fields=["type", "object_id"]),
            models.CheckConstraint(name="search_version", condition=models.Q(version__gte=1)),
            models.CheckConstraint(name="search_source_lang", condition=models.Q(source_lang__in=Language.values)),
        ]
        indexes = [
            models.Index(name="search_updated", fields=["updated_at"]),
            models.Index(name="search_appeared", fields=["appeared_at"]),
        ]

    def __str__(self) -> str:
        return pick(self, "title").text or self.key


class SavedSearch(models.Model):
    """A search that a person keeps, and how often they hear of what it newly finds.

    What is asked stands here in its normal form; `place` is the URL name of the page it was saved on (the search itself or a
    catalogue). `fingerprint` is the same for the same question, in whatever order. Everything that appeared up to `cursor` was
    considered by an engine that was up to date; the next run is due at `next_run_at` (never where that is empty).
    `seen_at` is when the owner last opened its results.
    """

    public_id = PublicIdField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    types = models.JSONField(default=list, blank=True)
    facets = models.JSONField(default=dict, blank=True)
    order = models.CharField(max_length=12, choices=Order.choices, default=Order.RELEVANCE)
    across = models.BooleanField(default=True)
    fingerprint = models.CharField(max_length=64)
    frequency = models.CharField(max_length=12, choices=Frequency.choices, default=Frequency.DAILY)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    cursor = models.DateTimeField()
    last_run_at = models.DateTimeField(null=True, blank=True)
    next_run_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="savedsearch_once", fields=["owner", "fingerprint"]),
            models.CheckConstraint(name="savedsearch_frequency", condition=models.Q(frequency__in=Frequency.values)),
        ]
        indexes = [
            models.Index(name="savedsearch_due", fields=["next_run_at"], condition=models.Q(next_run_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.public_id})"


class AlertedDocument(models.Model):
    """A document that the owner of a saved search knows of: told, or there when it was saved. `appeared_at` is the document's
    at that time: one that was withdrawn and came back has another and is news again.
    """

    saved_search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="alerted")
    key = models.CharField(max_length=150)
    appeared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="alerteddocument_once", fields=["saved_search", "key"])]
        indexes = [models.Index(name="alerteddocument_old", fields=["saved_search", "appeared_at"])]

    def __str__(self) -> str:
        return f"{self.saved_search_id}: {self.key}"


class StampedSet(models.QuerySet[Any]):
    """What every process holds in memory; deleting many at once lets all of them know."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete them all."""
        change_stamp()
        return super().delete()


class HeldInMemory(models.Model):
    """What every process holds in memory: it learns when a row was saved or deleted."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it; every process learns of it."""
        super().save(*args, **kwargs)
        change_stamp()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it; every process learns of it."""
        change_stamp()
        return super().delete(*args, **kwargs)


class Term(HeldInMemory):
    """A term of the field as editors keep it: what it is called in English and in Chinese, one form a line, the preferred
    first. Forms of one language are found for each other, forms of the two languages through translation.
    """

    forms_en = models.TextField(_("English forms"), blank=True)
    forms_zh = models.TextField(_("Chinese forms"), blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    is_active = models.BooleanField(_("Used by the search"), default=True)
    updated_at = models.DateTimeField(_("Changed"), auto_now=True)

    objects = StampedSet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["forms_en", "forms_zh", "pk"]

    def __str__(self) -> str:
        return " · ".join(forms[0] for forms in (self.english, self.chinese) if forms)

    @property
    def english(self) -> list[str]:
        """The English forms, the preferred first."""
        return lines_of(self.forms_en)

    @property
    def chinese(self) -> list[str]:
        """The Chinese forms, the preferred first."""
        return lines_of(self.forms_zh)


class QuestionCount(models.Model):
    """How often a question was asked on a day on pages in a language, and how often nothing was found: nothing of who asked,
    and no time finer than the day.
    """

    day = models.DateField()
    language = models.CharField(max_length=2, choices=Language.choices)
    text = models.CharField(max_length=100, help_text="folded")
    asked = models.PositiveIntegerField(default=0)
    without_hits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="search_question_once", fields=["day", "language", "text"]),
            models.CheckConstraint(name="search_question_lang", condition=models.Q(language__in=Language.values)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.text}"


class PinnedResult(HeldInMemory):
    """What editors recommend for some questions, until a day: the questions one a line, up to three things, the first on top.
    Who may see them is asked anew for every reader.
    """

    questions = models.TextField(_("Questions"))
    first = models.ForeignKey(SearchDocument, models.CASCADE, related_name="+", verbose_name=_("Result on top"))
    second = models.ForeignKey(
        SearchDocument, models.CASCADE, related_name="+", verbose_name=_("Second result"), null=True, blank=True
    )
    third = models.ForeignKey(
        SearchDocument, models.CASCADE, related_name="+", verbose_name=_("Third result"), null=True, blank=True
    )
    until = models.DateField(_("Recommended until"))
    note = models.CharField(_("Note"), max_length=300, blank=True)
    updated_at = models.DateTimeField(_("Changed"), auto_now=True)

    objects = StampedSet.as_manager()

    class Meta:
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")
        ordering = ["-until", "pk"]

    def __str__(self) -> str:
        return next(iter(lines_of(self.questions)), "")

    @property
    def documents(self) -> list[SearchDocument]:
        """What is recommended, in order."""
        return [document for document in (self.first, self.second, self.third) if document is not None]

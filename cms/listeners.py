"""What Wagtail reports while editors work, handed to our services. Connected once, when the app is ready."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, WorkflowState
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from cms import services
from cms.authorship import current_actor
from cms.menu_entries import forget_menus
from cms.models import Menu, MenuEntry
from cms.services.log import copy_page_act, copy_thing_act
from cms.services.translations import follow_source, note_translation


def connect() -> None:
    """Connect every listener; doing it twice changes nothing."""
    for model in (MenuEntry, Menu):
        for signal in (post_save, post_delete):
            signal.connect(_menus_changed, sender=model, dispatch_uid=f"cms._menus_changed.{model.__name__}")
    post_save.connect(_page_logged, sender=PageLogEntry, dispatch_uid="cms._page_logged")
    post_save.connect(_thing_logged, sender=ModelLogEntry, dispatch_uid="cms._thing_logged")
    for signal, listener in LISTENERS:
        signal.connect(listener, dispatch_uid=f"cms.{listener.__name__}")


def _published(sender: Any, instance: Page, **kwargs: Any) -> None:
    forget_menus()
    services.page_went_public(actor=current_actor(), page=instance, now=timezone.now())
    follow_source(source=instance, now=timezone.now())


def _unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    forget_menus()
    services.page_left_public(actor=current_actor(), page=instance, now=timezone.now())


def _translated(sender: Any, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    if isinstance(target_obj, Page):
        source, target = source_obj.specific, target_obj.specific
        note_translation(source=source, target=target, actor=current_actor(), now=timezone.now())


def _moved(sender: Any, instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    forget_menus()
    services.note_act(actor=current_actor(), page=instance.specific, verb="moved", now=timezone.now())
    if url_path_before != url_path_after:
        services.addresses_changed(page=instance)


def _slug_changed(sender: Any, instance: Page, **kwargs: Any) -> None:
    services.addresses_changed(page=instance)


def _menus_changed(sender: Any, **kwargs: Any) -> None:
    forget_menus()


def _page_logged(sender: Any, instance: PageLogEntry, created: bool, **kwargs: Any) -> None:
    if created:
        copy_page_act(entry=instance, actor=current_actor(instance.user), now=timezone.now())


def _thing_logged(sender: Any, instance: ModelLogEntry, created: bool, **kwargs: Any) -> None:
    if created:
        copy_thing_act(entry=instance, actor=current_actor(instance.user), now=timezone.now())


def _note_step(state: WorkflowState, user: Any, verb: str) -> None:
    if isinstance(state.content_object, Page):
        services.note_act(actor=current_actor(user), page=state.content_object.specific, verb=verb, now=timezone.now())


def _submitted(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _note_step(instance, user, "submitted")


def _waiting(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    if isinstance(instance.workflow_state.content_object, Page):
        services.tell_approvers(task=instance, actor=current_actor(user), now=timezone.now())


def _approved(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _note_step(instance, user, "approved")
    services.tell_author(state=instance, actor=current_actor(user), approved=True, now=timezone.now())


def _rejected(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _note_step(instance, user, "rejected")
    services.tell_author(state=instance, actor=current_actor(user), approved=False, now=timezone.now())


def _withdrawn(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _note_step(instance, user, "withdrawn")


LISTENERS = [
    (page_published, _published),
    (page_unpublished, _unpublished),
    (copy_for_translation_done, _translated),
    (post_page_move, _moved),
    (page_slug_changed, _slug_changed),
    (workflow_submitted, _submitted),
    (task_submitted, _waiting),
    (workflow_approved, _approved),
    (workflow_rejected, _rejected),
    (workflow_cancelled, _withdrawn),
]

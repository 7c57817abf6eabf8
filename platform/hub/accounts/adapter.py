"""How allauth speaks and stores for us: mail by the outbox, one name, every registration recorded."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from hub.activity.services import record
from hub.common.actors import Actor
from hub.notifications.services import send_mail


class HubAccountAdapter(DefaultAccountAdapter):
    """Our account adapter."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail into the outbox; the code in it is erased from there once it is sent."""
        words = {"email": email, "site_name": settings.WAGTAIL_SITE_NAME, **context}
        message = self.render_mail(template_prefix, email, words)
        with transaction.atomic():
            send_mail(
                kind=template_prefix.rsplit("/", 1)[-1],
                to=email,
                language=get_language() or settings.LANGUAGE_CODE,
                subject=message.subject,
                body=str(message.body),
                key=f"account:{secrets.token_hex(12)}",
            )

    def save_user(self, request: Any, user: Any, form: Any, commit: bool = True) -> Any:
        """Save a new person with their name and the language they signed up in."""
        user.name = form.cleaned_data.get("name", "")
        user.language = get_language() or settings.LANGUAGE_CODE
        with transaction.atomic():
            user = super().save_user(request, user, form, commit=commit)
            if commit:
                record(actor=Actor.person(user), verb="person.registered", subject=user, now=timezone.now())
        return user

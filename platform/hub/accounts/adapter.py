"""How allauth speaks and stores for us: mail by the outbox, one name, every registration recorded."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.urls import translate_url
from django.utils import timezone, translation
from django.utils.translation import get_language

from hub.accounts.services.sign_ins import forget_sign_in
from hub.accounts.views.security import begin_noting
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

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person of a change to their account, in their own language."""
        with translation.override(user.language):
            super().send_notification_mail(template_prefix, user, context, email)

    def login(self, request: Any, user: Any) -> None:
        """Sign in and note the session, so that its person finds it in their list."""
        super().login(request, user)
        begin_noting(request)

    def logout(self, request: Any) -> None:
        """Sign out and drop the note of the session."""
        forget_sign_in(session_key=str(request.session.session_key))
        super().logout(request)

    def post_login(self, request: Any, user: Any, **kwargs: Any) -> Any:
        """Go on in the person's own language, whatever the language of the page they signed in on."""
        answer = super().post_login(request, user, **kwargs)
        if "Location" in answer:
            answer["Location"] = translate_url(answer["Location"], user.language)
        return answer

    def save_user(self, request: Any, user: Any, form: Any, commit: bool = True) -> Any:
        """Save a new person with their name and the language they signed up in."""
        user.name = form.cleaned_data.get("name", "")
        user.language = get_language() or settings.LANGUAGE_CODE
        with transaction.atomic():
            user = super().save_user(request, user, form, commit=commit)
            if commit:
                record(actor=Actor.person(user), verb="person.registered", subject=user, now=timezone.now())
        return user

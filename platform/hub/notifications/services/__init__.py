"""Verbs of telling: `notify` for people with an account, `send_mail` for addresses."""

from hub.notifications.services.mail import deliver, notify_by_mail, send_mail
from hub.notifications.services.notices import (
    choose_mail,
    mark_all_read,
    mark_read,
    notify,
    poke_person,
)

__all__ = [
    "choose_mail",
    "deliver",
    "mark_all_read",
    "mark_read",
    "notify",
    "notify_by_mail",
    "poke_person",
    "send_mail",
]

"""`{% load activity_tags %}{% history listing %}`: an object's history, as much of it as the reader may see."""

from typing import Any

from django import template
from django.db import models
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.timezone import localtime

from hub.activity.histories import Seen, rule_for
from hub.activity.queries import history_of
from hub.activity.telling import reader_of, who_did
from hub.activity.words import word_for
from hub.common.templatetags.text_lang import in_its_language

register = template.Library()
MOST = 200


@register.inclusion_tag("activity/history.html", takes_context=True)
def history(context: template.Context, subject: models.Model) -> dict[str, Any]:
    """Draw the section "History" of an object's page, or nothing where this reader sees none of it."""
    request, rule = context["request"], rule_for(subject)
    seen = rule.seen_by(subject, request.user) if rule else Seen.NOTHING
    if rule is None or seen is Seen.NOTHING:
        return {"rows": []}
    acts = history_of(subject)
    if seen is Seen.MILESTONES:
        acts = acts.filter(verb__in=rule.milestones)
    reader, inside = reader_of(request), seen is Seen.EVERYTHING
    shown = list(acts.order_by("-id")[:MOST])[::-1]
    return {
        "rows": [
            {
                "time_label": date_format(localtime(act.at), "SHORT_DATETIME_FORMAT" if inside else "DATE_FORMAT"),
                "datetime": act.at.isoformat(),
                "relative": timesince(act.at),
                "text": word_for(act.verb),
                "detail": rule.detail(act),
                "who": in_its_language(who_did(act, reader, rule.desks.get(act.verb, ""))) if inside else "",
            }
            for act in shown
        ]
    }

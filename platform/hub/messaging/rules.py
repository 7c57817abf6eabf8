"""What a message may be, and whose name a reader sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import Shown, language_of_text, pick
from hub.common.languages import html_lang
from hub.common.plain_text import plain_text

if TYPE_CHECKING:
    from hub.accounts.models import Organisation
    from hub.messaging.models import Participant

MAX_BODY_CHARACTERS = 5000


def clean_body(text: str) -> str:
    """Return a message as it is kept: composed, one kind of line break, no control characters, no outer white space."""
    return plain_text(unicodedata.normalize("NFC", text)).strip()


def body_problem(body: str) -> Promise | None:
    """Return why a cleaned message cannot be sent, as a sentence, or None."""
    if not body:
        return _("Write a message before you send it.")
    if len(body) > MAX_BODY_CHARACTERS:
        return _("This message is too long. Shorten it to 5,000 characters or send it in parts.")
    return None


def language_of(text: str) -> str:
    """Return the BCP 47 tag of a text by its script: `zh-Hans` when it holds a Han character, otherwise `en`."""
    return html_lang(language_of_text(text))


def is_masked(participant: Participant, own: Set[int]) -> bool:
    """Whether a reader, who belongs to the organisations with the ids `own`, sees an alias instead of the name."""
    return bool(participant.alias_until_reveal) and participant.organisation_id not in own


def name_for(participant: Participant, own: Set[int]) -> Shown:
    """Return the name a reader sees, in the active language where there is one: the organisation's, or words around its alias."""
    if is_masked(participant, own):
        words = gettext("Unnamed organisation %(alias)s") % {"alias": participant.alias_until_reveal}
        return Shown(words, language_of(words), False)
    return pick(participant.organisation, "name")


def my_participant(
    participants: Iterable[Participant], own: Set[int], user: Any, acting: Organisation | None = None
) -> Participant | None:
    """Return the participant a person speaks as: the organisation they act for, otherwise the first of theirs.

    A side that a colleague alone was named to is not theirs to speak for.
    """
    mine = [p for p in participants if p.organisation_id in own and p.person_id in (None, user.pk)]
    wanted = acting.pk if acting is not None else None
    return next((p for p in mine if p.organisation_id == wanted), mine[0] if mine else None)

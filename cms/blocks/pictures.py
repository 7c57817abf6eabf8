"""Pictures in texts. What a picture shows is said in words, or the editor says that it shows nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.sample import Sampled, both
from hub.common.bilingual import ENGLISH, Language, language_of_text

NO_WORDS = _("Say what the picture shows, or tick that it is decoration only.")
BOTH = _("A picture is either described or decoration, not both.")
OTHER_LANGUAGE = _("Describe the picture in the language of the page.")


@dataclass(frozen=True)
class PictureUse:
    """One use of a picture on a page: the words that stand for it, or that it is decoration."""

    alt: str
    decorative: bool


def problem_with(use: PictureUse, language: str) -> str:
    """Return what is wrong with the words for a picture on a page of that language; empty when nothing is.

    WCAG 2.2, success criterion 1.1.1.
    """
    alt = use.alt.strip()
    if use.decorative:
        return str(BOTH) if alt else ""
    if not alt:
        return str(NO_WORDS)
    wanted = Language.EN if language == ENGLISH else Language.ZH
    return "" if language_of_text(alt) == wanted else str(OTHER_LANGUAGE)


class PictureWithWords(Sampled, blocks.StructBlock):
    """A picture; what it shows is said in words."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"), max_length=200, required=False, help_text=_("For readers who do not see the picture.")
    )
    decorative = blocks.BooleanBlock(
        label=_("Decoration only"), required=False, help_text=_("The text says everything; readers miss nothing.")
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)
    credit = blocks.CharBlock(
        label=_("Credit"), max_length=160, required=False, help_text=_("Who made it, and under which licence.")
    )
    samples = both(
        {"image": None, "alt": "展厅里的测厚仪", "caption": "展厅里的测厚仪。", "credit": "摄影：协会秘书处"},
        {
            "image": None,
            "alt": "A thickness gauge in the hall",
            "caption": "A thickness gauge in the hall.",
            "credit": "Photo: secretariat",
        },
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/image.html"
        description = _("A picture with its caption and credit.")

    def clean(self, value: Any) -> Any:
        """Refuse a picture without words when the page is to be published; drafts may lack them."""
        cleaned = super().clean(value)
        use = PictureUse(cleaned.get("alt") or "", bool(cleaned.get("decorative")))
        if not self.is_deferred_validation:
            if use.decorative and use.alt:
                raise StructBlockValidationError({"decorative": ValidationError(BOTH)})
            if not use.decorative and not use.alt:
                raise StructBlockValidationError({"alt": ValidationError(NO_WORDS)})
        return cleaned


def pictures_in(value: Any) -> Iterator[PictureUse]:
    """Return every use of a picture in a stream, however deep it lies."""
    for child in value:
        yield from _pictures_of(child.block, child.value)


def _pictures_of(block: Any, value: Any) -> Iterator[PictureUse]:
    if isinstance(block, PictureWithWords):
        yield PictureUse(value.get("alt") or "", bool(value.get("decorative")))
    elif isinstance(block, blocks.StreamBlock):
        yield from pictures_in(value)
    elif isinstance(block, blocks.StructBlock):
        for name, part in block.child_blocks.items():
            yield from _pictures_of(part, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            yield from _pictures_of(block.child_block, item)

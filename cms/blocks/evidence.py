"""What a text rests on: standards, files, figures with their source."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.sample import Sampled, both
from cms.choosers import standard_chooser
from hub.standards.models import Standard

StandardBlock = standard_chooser.get_block_class(name="StandardBlock", module_path="cms.blocks.evidence")


class StandardChips(Sampled, blocks.StructBlock):
    """The standards that a text is about, as chips."""

    label = blocks.CharBlock(label=_("Words before them"), max_length=80, required=False)
    standards = blocks.ListBlock(StandardBlock(label=_("Standard")), min_num=1, max_num=12, label=_("Standards"))

    class Meta:
        icon = "link"
        label = _("Standards")
        template = "cms/blocks/standards.html"
        description = _("Chips that lead to the pages of standards.")

    def get_sample(self, language: str) -> Any:
        """Return the first standards of the registry."""
        keys = list(Standard.objects.order_by("number").values_list("pk", flat=True)[:2])
        return {"label": "相关标准" if language.startswith("zh") else "Standards", "standards": keys}


class Download(Sampled, blocks.StructBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label=_("File"))
    label = blocks.CharBlock(label=_("What it is"), max_length=160)
    samples = both(
        {"document": None, "label": "入会申请表"},
        {"document": None, "label": "Membership application form"},
    )

    class Meta:
        icon = "download"
        label = _("File to download")
        template = "cms/blocks/download.html"
        description = _("A file with its type and size.")


class Statistic(blocks.StructBlock):
    """One number, what it counts, where it comes from and when it was true."""

    value = blocks.CharBlock(label=_("Number"), max_length=24, help_text=_("As it is read, with its unit."))
    label = blocks.CharBlock(label=_("What it counts"), max_length=120)
    source = blocks.CharBlock(label=_("Source"), max_length=160)
    url = blocks.URLBlock(label=_("Address of the source"), required=False)
    at = blocks.DateBlock(label=_("As of"))


class Statistics(Sampled, blocks.StructBlock):
    """Numbers with source and date."""

    figures = blocks.ListBlock(Statistic(), min_num=1, max_num=6, label=_("Figures"))
    samples = both(
        {"figures": [{"value": "1 240 项", "label": "现行团体标准", "source": "协会年报", "at": "2026-01-31"}]},
        {
            "figures": [
                {
                    "value": "1,240",
                    "label": "association standards in force",
                    "source": "Annual report",
                    "at": "2026-01-31",
                }
            ]
        },
    )

    class Meta:
        icon = "history"
        label = _("Figures with source")
        template = "cms/blocks/statistics.html"
        description = _("Numbers, each with its source and date.")

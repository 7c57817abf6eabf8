"""Running text: paragraphs, headings, quotations, steps, questions, notices, tables."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from cms.blocks.sample import Named, Sampled, both

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "superscript", "subscript"]
SHORT_FEATURES = ["bold", "link", "ul"]
TONES = [("info", _("Note")), ("warn", _("Mind this")), ("ok", _("Good to know"))]


class Heading(Sampled, Named, blocks.CharBlock):
    """A heading within the text."""

    samples = both("标准怎样走进市场", "How a standard reaches the market")

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"
        description = _("A heading above a part of the text.")


class ExampleSearch(Sampled, Named, blocks.CharBlock):
    """A search that the home page offers as an example."""

    samples = both("干法电极", "dry electrode")

    class Meta:
        icon = "search"
        label = _("Search")


class Paragraphs(Sampled, blocks.RichTextBlock):
    """Running text with few means: emphasis, lists, links."""

    samples = both(
        "<p>协会于<b>三月</b>通过了新的测试方法。三家企业已按此方法检测。</p>",
        "<p>The association adopted a new test method in <b>March</b>. Three companies measure by it.</p>",
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/paragraphs.html"
        description = _("Paragraphs with emphasis, lists and links.")


class Quote(Sampled, blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("Words"), rows=3)
    source = blocks.CharBlock(label=_("Whose"), max_length=160)
    url = blocks.URLBlock(label=_("Where they were said"), required=False)
    samples = both(
        {"text": "标准写得再好，没有人用也只是一张纸。", "source": "周明远，清禾先进材料研究院"},
        {"text": "A standard nobody uses is a sheet of paper.", "source": "Zhou Mingyuan, Qinghe Institute"},
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quote.html"
        description = _("Somebody's words with their source.")


class Step(blocks.StructBlock):
    """One step of several."""

    title = blocks.CharBlock(label=_("Step"), max_length=80)
    text = blocks.TextBlock(label=_("What happens"), rows=2, max_length=400, required=False)


class Steps(Sampled, blocks.StructBlock):
    """How something works, in order."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    steps = blocks.ListBlock(Step(), min_num=2, max_num=8, label=_("Steps"))
    samples = both(
        {
            "heading": "怎样发布一项技术",
            "steps": [
                {"title": "填写", "text": "写明技术、成熟度和相关标准。"},
                {"title": "评审", "text": "两位评审人按量表评分。"},
                {"title": "发布", "text": "有意向的机构直接联系您。"},
            ],
        },
        {
            "heading": "How technology is published",
            "steps": [
                {"title": "Describe", "text": "Say what it is, how mature it is, and which standards it touches."},
                {"title": "Review", "text": "Two reviewers score it."},
                {"title": "Publish", "text": "Organisations that are interested write to you."},
            ],
        },
    )

    class Meta:
        icon = "order"
        label = _("Steps")
        template = "cms/blocks/steps.html"
        description = _("How something works, step by step.")


class Question(blocks.StructBlock):
    """A question with its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Explanation"), features=SHORT_FEATURES)


class Questions(Sampled, blocks.StructBlock):
    """Questions that readers ask, each with its answer."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    questions = blocks.ListBlock(Question(), min_num=1, max_num=20, label=_("Questions"))
    samples = both(
        {
            "heading": "常见问题",
            "questions": [{"question": "需要付费吗？", "answer": "<p>查询和发布都不收费。</p>"}],
        },
        {
            "heading": "Questions and answers",
            "questions": [
                {"question": "Does it cost anything?", "answer": "<p>Searching and publishing are free.</p>"}
            ],
        },
    )

    class Meta:
        icon = "help"
        label = _("Frequent questions")
        template = "cms/blocks/questions.html"
        description = _("Questions that unfold.")


class Notice(Sampled, blocks.StructBlock):
    """Something the reader must not miss."""

    tone = blocks.ChoiceBlock(choices=TONES, default="info", label=_("Kind"))
    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    text = blocks.TextBlock(label=_("Text"), rows=2, max_length=500)
    samples = both(
        {"tone": "info", "heading": "征求意见", "text": "草案征求意见至 6 月 30 日。"},
        {"tone": "info", "heading": "Open for comments", "text": "Comments on the draft are welcome until 30 June."},
    )

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "cms/blocks/notice.html"
        description = _("A box for what must not be missed.")


class Table(Sampled, TypedTableBlock):
    """Rows and columns with a caption that says what they show."""

    def __init__(self, **kwargs: Any) -> None:
        cells = [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
        ]
        super().__init__(cells, **kwargs)

    def get_sample(self, language: str) -> Any:
        """Return a small table of measurements."""
        chinese = language.startswith("zh")
        heads = ("材料", "导热系数，W/(m·K)") if chinese else ("Material", "Conductivity, W/(m·K)")
        names = ("石墨烯膜", "铜") if chinese else ("Graphene film", "Copper")
        rows = [{"values": [name, value]} for name, value in zip(names, (1400, 400), strict=True)]
        columns = [{"type": kind, "heading": head} for kind, head in zip(("text", "number"), heads, strict=True)]
        caption = "两种材料的导热系数" if chinese else "How well two materials conduct heat"
        return {"columns": columns, "rows": rows, "caption": caption}

    class Meta:
        icon = "table"
        label = _("Table")
        template = "cms/blocks/table.html"
        description = _("Rows and columns with a caption.")

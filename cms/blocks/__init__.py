"""What pages are made of, and which page takes which blocks."""

from typing import Any

from cms.blocks.evidence import Download, StandardChips, Statistics
from cms.blocks.featured import FeaturedNews, FeaturedStandards, FeaturedTechnology
from cms.blocks.live import CallToAct, FiguresRow, NewsSide, NewsStrip, TeaserSide, TeaserStrip
from cms.blocks.pictures import PictureWithWords
from cms.blocks.texts import ExampleSearch, Heading, Notice, Paragraphs, Questions, Quote, Steps, Table

Blocks = list[tuple[str, Any]]

BODY_BLOCKS: Blocks = [
    ("heading", Heading(max_length=120)),
    ("paragraph", Paragraphs()),
    ("image", PictureWithWords()),
    ("quote", Quote()),
    ("table", Table()),
    ("steps", Steps()),
    ("questions", Questions()),
    ("notice", Notice()),
    ("download", Download()),
    ("standards", StandardChips()),
    ("statistics", Statistics()),
    ("teaser", TeaserStrip()),
]
LANDING_BLOCKS: Blocks = [*BODY_BLOCKS, ("news", NewsStrip()), ("act", CallToAct())]
EXAMPLE_BLOCKS: Blocks = [("query", ExampleSearch(max_length=60))]
SIDE_BLOCKS: Blocks = [("teaser", TeaserSide()), ("news", NewsSide())]
HOME_BLOCKS: Blocks = [
    ("figures", FiguresRow()),
    ("teaser", TeaserStrip()),
    ("news", NewsStrip()),
    ("chosen_standards", FeaturedStandards()),
    ("chosen_technology", FeaturedTechnology()),
    ("chosen_news", FeaturedNews()),
    ("text", Paragraphs(template="cms/blocks/home_text.html")),
    ("act", CallToAct(template="cms/blocks/home_act.html")),
]
WIDE_BLOCKS = frozenset({"figures", "text", "act"})

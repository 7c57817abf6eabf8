"""How the Chinese catalogues are written: 您, full-width punctuation, one kind of quotes; and plain English beside them."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from tests.architecture.test_terms import CATALOGUE, TERMS
from tests.architecture.tree import ROOT, files, plant

HAN = "\u3400-\u9fff"
CHINESE_RULES = {
    "half-width punctuation after Chinese": re.compile(rf"(?<=[{HAN}])[,;:?!](?!//)|(?<=[{HAN}])\.(?=\s|$)"),
    "half-width bracket at Chinese": re.compile(rf"\((?=[{HAN}])|(?<=[{HAN}])\)"),
    "space at Chinese punctuation": re.compile(
        r"[^\S\n]+(?=[，。；：？！、（）《》])|(?<=[，。；：？！、（）《》])[^\S\n]+(?=\S)"
    ),
    "quotes other than “”": re.compile(rf"[「」『』]|[\"'](?=[{HAN}])|(?<=[{HAN}])[\"']"),
    "dots instead of ……": re.compile(rf"(?<=[{HAN}])(?:\.{{2,}}|…(?!…)(?<!……))"),
    "你 instead of 您": re.compile("你"),
    "exclamation mark": re.compile("[!！]"),
    "space between Chinese characters": re.compile(rf"(?<=[{HAN}])[^\S\n]+(?=[{HAN}])"),
}
ENGLISH_RULES = {
    "please": re.compile(r"\bplease\b", re.IGNORECASE),
    "successfully": re.compile(r"\bsuccessfully\b", re.IGNORECASE),
    "exclamation mark": re.compile(r"!(?!=)"),
    "straight quotes": re.compile(r'(?<![=\w])"(?=\w)'),
}
NEVER = re.compile(rf"never ([{HAN}]+)")
MARKUP = re.compile(r"<[^>]*>")


def never_said(root: Path) -> set[str]:
    """The Chinese words that notes of the term list forbid: “never 账户”."""
    return set(NEVER.findall((root / TERMS).read_text(encoding="utf-8")))


def badly_written(root: Path) -> list[str]:
    """Findings in every catalogue: the file, the rule, the text."""
    found = []
    forbidden = never_said(root)
    for path in files(root):
        if path.suffix != ".po":
            continue
        for entry in polib.pofile(str(root / path)):
            if entry.obsolete:
                continue
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                plain = MARKUP.sub("", text)
                found += [f"{path}: {rule}: {text}" for rule, pattern in CHINESE_RULES.items() if pattern.search(plain)]
                found += [f"{path}: never {word}: {text}" for word in forbidden if word in plain]
            for text in (entry.msgid, entry.msgid_plural):
                plain = MARKUP.sub("", text or "")
                found += [f"{path}: {rule}: {text}" for rule, pattern in ENGLISH_RULES.items() if pattern.search(plain)]
    return found


def said_two_ways(root: Path) -> list[str]:
    """Words that two catalogues translate differently: all catalogues become one when the Hub runs, and the first app wins.
    Where two things are meant, a context tells them apart (`pgettext`, `{% translate "…" context "…" %}`).
    """
    known: dict[tuple[str | None, str], tuple[str, ...]] = {}
    found = []
    for path in sorted(p for p in files(root) if p.suffix == ".po"):
        for entry in polib.pofile(str(root / path)):
            if entry.obsolete or not entry.translated() or not entry.msgid:
                continue
            said = (entry.msgstr, *entry.msgstr_plural.values())
            first = known.setdefault((entry.msgctxt, entry.msgid), said)
            found += [f"{path}: {entry.msgid}: {said} and {first}"] if first != said else []
    return found


def test_the_catalogues_are_well_written() -> None:
    assert badly_written(ROOT) == []


def test_the_same_words_are_translated_in_one_way() -> None:
    assert said_two_ways(ROOT) == []


def test_words_that_two_catalogues_translate_differently_are_found(tmp_path: Path) -> None:
    entry = 'msgid ""\nmsgstr ""\n\nmsgid "Close"\nmsgstr "%s"\n\nmsgctxt "a door"\nmsgid "Close"\nmsgstr "关门"\n'
    other = "search/locale/zh_Hans/LC_MESSAGES/django.po"
    planted = plant(tmp_path, {CATALOGUE: entry % "关闭", other: entry % "结束"})
    assert len(said_two_ways(planted)) == 1


def test_the_site_has_one_name_in_chinese() -> None:
    catalogues = [ROOT / path for path in files(ROOT) if path.suffix == ".po"]
    said = [line for po in catalogues for e in polib.pofile(str(po)) for line in (e.msgstr, *e.msgstr_plural.values())]
    assert [line for line in said if "ZSA Hub" in line] == []


@pytest.mark.parametrize(
    ("english", "chinese", "rule"),
    [
        ("Saved.", "已保存,请查看。", "half-width punctuation after Chinese"),
        ("Saved.", "已保存.", "half-width punctuation after Chinese"),
        ("Price (net)", "报价(净价)", "half-width bracket at Chinese"),
        ("Saved.", "已保存 。", "space at Chinese punctuation"),
        ("Saved. Go on.", "已保存。 继续。", "space at Chinese punctuation"),
        ("“Open”", "「打开」", "quotes other than “”"),
        ("Yours", "你的", "你 instead of 您"),
        ("Saved.", "已保存！", "exclamation mark"),
        ("Wait …", "等待...", "dots instead of ……"),
        ("Save it", "保存 文件", "space between Chinese characters"),
        ("Please wait", "等待", "please"),
        ("Saved successfully", "已保存", "successfully"),
        ("Saved!", "已保存", "exclamation mark"),
        ("Account", "账户", "never 账户"),
    ],
)
def test_what_is_badly_written_is_found(tmp_path: Path, english: str, chinese: str, rule: str) -> None:
    terms = "| en | zh | note |\n|---|---|---|\n| account | 账号 | never 账户 |\n"
    entry = f'msgid ""\nmsgstr ""\n\nmsgid "{english}"\nmsgstr "{chinese}"\n'
    found = badly_written(plant(tmp_path, {TERMS.as_posix(): terms, CATALOGUE: entry}))
    assert [line.split(": ")[1] for line in found] == [rule]


@pytest.mark.parametrize(
    "chinese",
    [
        "TRL 7（已应用），见 https://hub.example/a:b",
        "“打开”后保存。",
        "%(n)s 项，共 {total} 项：",
        "14:02 保存",
        "第 1 步，共 5 步……",
    ],
)
def test_what_is_well_written_is_no_finding(tmp_path: Path, chinese: str) -> None:
    terms = "| en | zh | note |\n|---|---|---|\n| account | 账号 | never 账户 |\n"
    entry = f'msgid ""\nmsgstr ""\n\nmsgid "x"\nmsgstr "{chinese}"\n'
    assert badly_written(plant(tmp_path, {TERMS.as_posix(): terms, CATALOGUE: entry})) == []

"""The catalogues speak with the words of docs/terms.md."""

import re
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest

from hub.common.catalogues import BRACE_NAMED, PERCENT_NAMED
from tests.architecture.tree import ROOT, files, plant

TERMS = Path("docs/terms.md")
FEWEST_TERMS = 60
TAG = re.compile(r"<[^>]*>")
CATALOGUE = "cms/locale/zh_Hans/LC_MESSAGES/django.po"


@dataclass(frozen=True)
class Term:
    """A row of the list: forms of the English term, the Chinese words allowed for it, whether this is tested."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    strict: bool

    def stands_in(self, text: str) -> bool:
        """Whether one of the English forms is a whole word of the text, in any case; a hyphen joins words to one."""
        return any(re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text, re.IGNORECASE) for form in self.english)

    def is_kept_in(self, translation: str) -> bool:
        """Whether the translation holds one of the Chinese words."""
        return any(word in translation for word in self.chinese)


def read_terms(root: Path) -> list[Term]:
    """The rows of the term list. Raises ValueError for a row that has not three cells or an empty term."""
    terms = []
    for line in (root / TERMS).read_text(encoding="utf-8").splitlines():
        if not line.startswith("|") or line.startswith(("| en |", "|---")):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 3 or not all(cells[:2]):
            raise ValueError(f"{TERMS}: not a row of three cells: {line}")
        english, chinese = (tuple(form.strip() for form in cell.split(" / ")) for cell in cells[:2])
        terms.append(Term(english, chinese, cells[2].startswith("strict")))
    return terms


def broken_terms(root: Path) -> list[str]:
    """Translations without the Chinese word of a strict term that their English text holds."""
    strict = [term for term in read_terms(root) if term.strict]
    return [
        f"{path}: {entry.msgid!r} holds “{term.english[0]}”, its translation none of {'、'.join(term.chinese)}"
        for path in files(root)
        if path.suffix == ".po"
        for entry in polib.pofile(str(root / path))
        if not entry.obsolete and _translation(entry)
        for term in strict
        if term.stands_in(_plain(entry.msgid)) and not term.is_kept_in(_translation(entry))
    ]


def _plain(text: str) -> str:
    """The words of a text, without placeholders and tags, whose names are no words for the reader."""
    return TAG.sub(" ", BRACE_NAMED.sub(" ", PERCENT_NAMED.sub(" ", text)))


def _translation(entry: polib.POEntry) -> str:
    return " ".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr


def test_the_catalogues_keep_to_the_term_list() -> None:
    assert broken_terms(ROOT) == []


def test_the_term_list_names_each_term_once() -> None:
    terms = read_terms(ROOT)
    forms = [form.lower() for term in terms for form in term.english]
    assert len(terms) >= FEWEST_TERMS
    assert sorted(forms) == sorted(set(forms))


LIST = """\
| en | zh | note |
|---|---|---|
| enquiry / enquiries | 咨询 | strict |
| exclusive licence | 独占许可 | strict |
| draft | 草稿 / 草案 | strict; 草案 of a standard |
| code | 验证码 | strict |
| title | 名称 | not tested |
"""


def _planted(root: Path, entry: str) -> Path:
    return plant(root, {TERMS.as_posix(): LIST, CATALOGUE: f'msgid ""\nmsgstr ""\n\n{entry}\n'})


@pytest.mark.parametrize(
    ("entry", "term"),
    [
        ('msgid "Your Enquiry"\nmsgstr "您的询价"', "enquiry"),
        ('msgid "Enquiries, newest first"\nmsgstr "询价，由新到旧"', "enquiry"),
        ('msgid "%(n)s enquiry"\nmsgid_plural "%(n)s enquiries"\nmsgstr[0] "%(n)s 次询价"', "enquiry"),
        ('msgctxt "state"\nmsgid "Draft"\nmsgstr "初稿"', "draft"),
    ],
)
def test_a_translation_without_the_term_is_found(tmp_path: Path, entry: str, term: str) -> None:
    found = broken_terms(_planted(tmp_path, entry))
    assert [line.split(": ")[0] for line in found] == [CATALOGUE]
    assert f"holds “{term}”" in found[0]


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "Send enquiry"\nmsgstr "发送咨询"',
        'msgid "Draft"\nmsgstr "草案"',
        'msgid "Drafted by hand"\nmsgstr "手写"',
        'msgid "Non-exclusive licence"\nmsgstr "普通许可"',
        'msgid "Error %(code)s"\nmsgstr "错误 %(code)s"',
        'msgid "<code>{code}</code>"\nmsgstr "<code>{code}</code>"',
        'msgid "Title"\nmsgstr "标题"',
        'msgid "Enquiry"\nmsgstr ""',
        '#~ msgid "Enquiry"\n#~ msgstr "询价"',
    ],
)
def test_a_translation_that_keeps_the_terms_is_no_finding(tmp_path: Path, entry: str) -> None:
    assert broken_terms(_planted(tmp_path, entry)) == []


def test_a_row_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    root = plant(tmp_path, {TERMS.as_posix(): "| enquiry | 咨询 |\n"})
    with pytest.raises(ValueError, match="three cells"):
        read_terms(root)

"""No word of the interface is forgotten: every page, error page and mail under a pseudo language, and Chinese pages without English.

The pages are those of the gates: a new address joins by its row there. Content is what lies in the database.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from zoneinfo import available_timezones

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.translation import trans_real

from hub.accounts.models import User
from hub.common.languages import html_lang
from hub.common.views import errors
from hub.outbox.services import drain
from hub.vocabularies.countries import country_choices
from ip_transfer.forms.tables import labels
from tests.architecture.gates import GATES
from tests.architecture.gates.table import PEOPLE
from tests.architecture.said import HAN, LATIN, forgotten, outside_brackets, pseudo, pseudo_language, stored_texts
from tests.architecture.test_gates import url_of
from tests.architecture.tree import ROOT_APPS
from tests.architecture.worlds import World, make_world

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "zh-hans")
OURS = ("hub.", *(f"{app}." for app in ROOT_APPS))
# Names that are the same in every language, codes and numbers, addresses, file endings, keys.
NAMES = (
    r"ZSA|Hub|TRL|ICS|ISO|IEC|IPC|GB|UTC|GMT|CNY|EUR|USD|GBP|JPY|SGD|HKD|CHF|PDF|CSV|XLSX|JSON|Atom|API|RFC|W3C|TLS|SHA-?256"
    r"|English|简体中文|中文|Esc|MB|kB|KB|PNG|JPEG|DOCX|EPUB|ID|DOI|ORCID|LEI|VAT"
    r"|Word|Excel|PowerPoint|CN|US|EP|WO|PCT|BibTeX|EQV|IDT|MOD|UTF-8|Web|Cookie|Ctrl|Enter|Mac|Cmd"
)
ALLOWED = re.compile(
    r"https?://\S*|[\w.+-]+@[\w.-]+|\b[\w-]+\.(?:pdf|csv|txt|example|test|com)\b|/[\w/-]+|T/ZSA[\w -]*|gbt\d+"
    rf"|\b[A-Z]{{4}}-[A-Z]{{4}}\b|\b(?:{NAMES})\b|简体中文"
)
# Addresses whose page is sample text from end to end, or no page for readers.
SAMPLES = {"style-guide", "dev-mail"}


def forget_words() -> None:
    """Empty what functions of ours remember: some keep words by language, and the pseudo language bears a real one's code.

    They are found by module, not through the garbage collector: it does not tell of what a server froze.
    """
    for module in [module for name, module in sys.modules.items() if name.startswith(OURS)]:
        for found in vars(module).values():
            # by type(): asking a lazy object for its class would wake it
            if type(found) is _lru_cache_wrapper:
                found.cache_clear()


@pytest.fixture(params=LANGUAGES)
def pseudo_code(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The code of the language that the pseudo language stands in for."""
    forget_words()
    with monkeypatch.context() as patch:
        patch.setitem(trans_real._translations, request.param, pseudo_language(request.param))
        yield str(request.param)
    forget_words()


def pages(world: World, language: str) -> Iterator[tuple[str, str]]:
    """Every page that somebody may read: its name and its markup, as the first who may."""
    for name, gate in GATES.items():
        readers = [who for who in PEOPLE if gate.status_of[who] == 200]
        if gate.method != "get" or not readers or name in SAMPLES:
            continue
        url = url_of(name, world, language)
        if not url.startswith(f"/{language}/"):
            continue
        for who in {readers[0], "owner" if "owner" in readers else readers[-1]}:
            answer = world.clients[who].get(url + gate.query)
            if answer.headers["Content-Type"].startswith("text/html"):
                yield f"{name} as {who}", answer.content.decode()
            elif answer.streaming:
                b"".join(answer.streaming_content)


def refusals(world: World, language: str) -> Iterator[tuple[str, str]]:
    """The error pages."""
    request = RequestFactory().get(f"/{language}/x/")
    request.user = User.objects.first()  # type: ignore[assignment]
    with translation.override(language):
        for view in (errors.bad_request, errors.too_many_requests, errors.csrf_failure, errors.conflict):
            yield view.__name__, view(request).content.decode()
        yield "forbidden", errors.permission_denied(request).content.decode()
        yield "too large", errors.bad_request(request, errors.TOO_LARGE[0]()).content.decode()
    yield "missing", Client().get(f"/{language}/no-such-page/").content.decode()


def letters(language: str) -> Iterator[tuple[str, str]]:
    """Every mail that the world caused, in the language, and those of signing up and of a lost password."""
    client = Client()
    address = f"newcomer-{language}@hub.example"
    form = {"name": "Zyx Wvu", "email": address, "password1": "correct horse battery 42"}
    client.post(f"/{language}/accounts/signup/", form)
    Client().post(f"/{language}/accounts/password/reset/", {"email": User.objects.first().email})  # type: ignore[union-attr]
    Client().post(f"/{language}/accounts/password/reset/", {"email": "nobody@hub.example"})
    drain("mail")
    for number, letter in enumerate(mail.outbox):
        if letter.extra_headers.get("Content-Language") != html_lang(language):
            continue  # to somebody whose language was chosen otherwise, such as an invited person
        yield f"mail {number} {letter.subject}", f"<p>{letter.subject}</p><p>{letter.body}</p>"


def data() -> list[str]:
    """What people wrote, and the names that come from vocabularies."""
    countries = []
    for language in LANGUAGES:
        with translation.override(language):
            countries += [str(name) for _code, name in country_choices()]
    zones = [part.replace("_", " ") for zone in available_timezones() for part in (zone, *zone.split("/"))]
    return sorted([*stored_texts(), *countries, *zones, *available_timezones(), "Zyx Wvu"], key=len, reverse=True)


def findings(said: Iterator[tuple[str, str]], known: list[str], word: re.Pattern[str]) -> dict[str, list[str]]:
    """The forgotten words of each page that has some."""
    found = {name: sorted(set(forgotten(markup, known, ALLOWED, word))) for name, markup in said}
    assert found, "nothing was read"
    return {name: words for name, words in found.items() if words}


def test_every_word_of_every_page_and_error_page_comes_from_a_catalogue(pseudo_code: str) -> None:
    world = make_world()
    word = HAN if pseudo_code == "en" else LATIN  # what vocabularies give is in the language that it stands in for
    known = data()
    assert findings(pages(world, pseudo_code), known, word) == {}
    assert findings(refusals(world, pseudo_code), known, word) == {}


def _world_of(language: str) -> World:
    """A world in which everybody reads one language, with the mails of its making."""
    before = User._meta.get_field("language").default
    User._meta.get_field("language").default = language
    try:
        return make_world()
    finally:
        User._meta.get_field("language").default = before


def test_every_word_of_every_mail_comes_from_a_catalogue(pseudo_code: str) -> None:
    _world_of(pseudo_code)
    assert findings(letters(pseudo_code), data(), LATIN) == {}


def test_chinese_pages_hold_no_english_words() -> None:
    world = make_world()
    assert findings(pages(world, "zh-hans"), data(), LATIN) == {}
    assert findings(refusals(world, "zh-hans"), data(), LATIN) == {}


def test_chinese_mails_hold_no_english_words() -> None:
    _world_of("zh-hans")
    assert findings(letters("zh-hans"), data(), LATIN) == {}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>⟦Sávé⟧</p>", []),
        ("<p>Save</p>", ["Save"]),
        ("<p>⟦Ask <b>Hanze</b> ⟦twícé⟧⟧ now</p>", ["now"]),
        ('<p>⟦x⟧<input placeholder="Find it"></p>', ["Find", "it"]),
        ('<button aria-label="Close">⟦x⟧</button>', ["Close"]),
        ("<p>Meridian Optics, TRL 7, a@b.example</p>", []),
        ("<script>let untranslated</script><p>⟦x⟧ <code>abc</code></p>", []),
        ("<title>⟦Nóws⟧ · Portal</title>", ["Portal"]),
        ("<p>保存</p>", ["保存"]),
    ],
)
def test_a_forgotten_word_is_found(markup: str, words: list[str]) -> None:
    word = re.compile(f"{LATIN.pattern}|{HAN.pattern}")
    assert list(forgotten(markup, ["Meridian Optics"], ALLOWED, word)) == words


def test_remembered_words_are_forgotten_of_what_a_server_froze_too() -> None:
    labels("en")
    gc.freeze()
    try:
        forget_words()
    finally:
        gc.unfreeze()
    assert labels.cache_info().currsize == 0


def test_the_pseudo_language_keeps_placeholders_and_tags() -> None:
    assert pseudo('Go to %(title)s <a href="/x">now</a> {n}') == '⟦Gó tó %(title)s <a href="/x">nów</a> {n}⟧'
    assert pseudo("") == ""
    assert outside_brackets("a ⟦b ⟦c⟧ d⟧ e").split() == ["a", "e"]

"""What only some may see shows to nobody else, not even by what it changes: every outlet of the search answers each person
who may not see it as if it did not exist.
"""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.queries import audiences_of
from hub.common.actors import Actor
from hub.outbox.services import drain
from hub.workflow.services import fire
from ip_transfer.models import TransferListing
from ip_transfer.services.reviews import score_listing
from search.engines.base import Engine
from search.queries import count_without, find_ids
from search.registry import Document, entries, register
from search.services import index, refresh_documents
from search.spelling import meant
from tests.architecture.gates.table import OFFICERS
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user, signed_in
from tests.factories.standards import GOOD_SCORES, make_listing, make_standard
from tests.search.conftest import DAY, Shelf

pytestmark = pytest.mark.django_db
# Words that stand in hidden texts alone: a title, a text, a name, a facet, in both languages.
CANARIES = ("zanzibarium", "quokkadyne", "桑给巴尔", "鸭嘴兽材", "violetcanary", "GB/T 77417")
# Near them, as somebody would type who guesses; words that hidden and public texts share, and slips of them.
GUESSES = ("zanzibarum", "quokkadine", "丧给巴尔", "zanz", "桑给", "gbt7741")
SHARED = ("battery", "电池", "batttery", "电迟", "固态电池标准", "")
ADDRESSES = (
    "search/?q={}&type=vault",
    "search/?q={}&colour=red&type=vault",
    "search/?q={}&size=violetcanary&type=vault",
    "search/?q={}&colour=red&size=violetcanary&type=vault",
    "search/?q={}&sort=newest",
    "search/?q={}&translated=no",
    "search/suggestions/?q={}",
    "search/feed/?q={}&type=vault",
    "search/feed/?q={}&colour=red&size=violetcanary&type=vault",
)
BRIEFLY = (ADDRESSES[0], ADDRESSES[3])
CHINESE = ("search/?q={}", "technology/?q={}", "standards/?q={}", "organisations/?q={}")
MACHINES = ("/api/standards.csv?q={}", "/api/standards.json?q={}")
OPEN = {
    "a": {"title_en": "Solid battery", "title_zh": "固态电池标准", "body_en": "A cell of graphene."},
    "b": {"title_en": "Battery case", "body_en": "Steel."},
    "c": {"title_zh": "电池隔膜", "body_zh": "说明。"},
}


class Vault(Shelf):
    """Groups whose documents have audiences; the gate shows each to these audiences alone."""

    def visible(self, user: Any) -> QuerySet[Any]:
        mine = audiences_of(user)
        return Group.objects.filter(pk__in=[pk for pk, text in self.texts.items() if mine & set(text.audiences)])

    def put(self, name: str, audience: str = "public", **texts: Any) -> None:
        with transaction.atomic():
            group, _created = Group.objects.get_or_create(name=name)
            self.texts[group.pk] = Document(source_lang="en", sort_at=DAY, audiences=(audience,), **texts)
            index(group)


@pytest.fixture
def vault() -> Iterator[Vault]:
    entry = Vault(slug="vault", label="Vault")
    register(entry)
    yield entry
    del entries._entries[entry.slug]


def hide(vault: Vault, audience: str) -> None:
    """Put texts that only this audience may see: the canaries, and many that are nearer to a slip of the finger than any public word."""
    vault.put(
        f"hidden {audience}",
        audience,
        title_en="Zanzibarium battery",
        title_zh="桑给巴尔电池",
        body_en="Quokkadyne in a solid battery of graphene.",
        body_zh="鸭嘴兽材与固态电池标准。",
        names="GB/T 77417-2026",
        facets={"colour": ["red"], "size": ["violetcanary"]},
    )
    slip = "battteri"
    for place, sign in itertools.product(range(len(slip)), string.digits):
        near = slip[:place] + sign + slip[place + 1 :]
        vault.put(f"{audience} {near}", audience, title_en=near, title_zh="电驰")


def answers_to(user: Any) -> dict[str, str]:
    """What the search gives a person, by what was asked. A visitor asks everything, everybody else a few things: what they
    get differs by their audiences alone.
    """
    client = signed_in(None if user.is_anonymous else user)
    texts = (*CANARIES, *GUESSES, *SHARED) if user.is_anonymous else (CANARIES[0], "电池")
    urls = [
        f"/en/{address.format(text)}" for address in (ADDRESSES if user.is_anonymous else BRIEFLY) for text in texts
    ]
    if user.is_anonymous:
        urls += [f"/zh-hans/{address.format(text)}" for address in CHINESE for text in CANARIES[2:4]]
        urls += [address.format(text) for address in MACHINES for text in SHARED[:2]]
    found = {url: _body(client, url) for url in urls}
    for text in texts:
        asked: dict[str, Any] = {"text": text, "audiences": audiences_of(user), "types": ("vault",)}
        found[f"ids {text}"] = str(list(find_ids(**asked)))
        found[f"without {text}"] = str(count_without(**asked, facets={"colour": ["red"], "size": ["violetcanary"]}))
        found[f"meant {text}"] = meant(text)
    return found


def _body(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    body = b"".join(answer) if answer.streaming else answer.content
    return re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|[0-9.]+ ms', "", body.decode())


def everybody() -> dict[str, Any]:
    """One of each kind of person."""
    ours, others = make_organisation("Ours"), make_organisation("Others")
    people = {"anonymous": AnonymousUser(), "person": make_user(), "outsider": admin_of(others)}
    people |= {"owner": admin_of(ours), "member": make_member(ours)}
    return people | {role: make_user(roles=(Role(role),)) for role in OFFICERS}


def blind_to(audience: str, people: dict[str, Any]) -> dict[str, Any]:
    return {kind: user for kind, user in people.items() if audience not in audiences_of(user)}


@pytest.mark.parametrize("hider", ["signed-in", "organisation", "role"])
def test_what_is_hidden_changes_nothing_for_whoever_may_not_see_it(engine: Engine, vault: Vault, hider: str) -> None:
    people = everybody()
    ours = f"org:{people['owner'].memberships.get().organisation_id}"
    audience = {"organisation": ours, "role": "role:auditor"}.get(hider, hider)
    for name, texts in OPEN.items():
        vault.put(name, facets={"colour": ["red"], "size": ["s"]}, **texts)
    drain("search")
    blind = blind_to(audience, people)
    assert blind
    before = {kind: answers_to(user) for kind, user in blind.items()}
    hide(vault, audience)
    drain("search")
    for kind, user in blind.items():
        after = answers_to(user)
        assert [asked for asked, answer in after.items() if answer != before[kind][asked]] == [], kind
    seeing = signed_in(next(user for kind, user in people.items() if kind not in blind))
    assert "quokkadyne" in _body(seeing, "/en/search/?q=zanzibarium").lower()
    assert "violetcanary" in _body(seeing, "/en/search/?q=battery&type=vault")


PLACES = ("technology/?q={}", "search/?q={}", "search/suggestions/?q={}", "technology/", "search/", "search/?q={}s")
WORDS = ("Zanzibarium", "桑给巴尔", "quokkadyne", "鸭嘴兽材", "US 7741774")


def test_a_listing_that_is_paused_vanishes_from_every_outlet(engine: Engine) -> None:
    standard, owner = make_standard(), make_organisation("Quiet works")
    readers = [None, admin_of(make_organisation())]
    make_listing(state="published", standard=standard)
    listing = make_listing(
        owner,
        state="submitted",
        standard=standard,
        title_en="Zanzibarium coating",
        title_zh="桑给巴尔涂层",
        summary_en="Made of quokkadyne.",
        summary_zh="以鸭嘴兽材制成。",
        asset={"office": "US", "number": "US 7741774 B2", "ipc": ["H01M 4/04"]},
    )
    refresh_documents()
    drain("search")
    urls = list(dict.fromkeys(f"/en/{place.format(text)}" for place in PLACES for text in WORDS))
    urls += [f"/zh-hans/technology/?q={WORDS[1]}"]
    urls += [f"/en/standards/{standard.slug}/", f"/en/standards/{standard.slug}/technology/", "/en/", "/sitemap.xml"]
    before = [_body(signed_in(user), url) for user in readers for url in urls]
    make_it_public(listing)
    shown = [_body(signed_in(user), url) for user in readers for url in urls]
    assert sum(body != old for body, old in zip(shown, before, strict=True)) > len(shown) / 2
    fire(listing, "pause", actor_for(owner), timezone.now())
    for url in urls:  # at once, though the engines still know it
        assert "Made of" not in _body(signed_in(None), url)
    drain("search")
    asked = [url for _user in readers for url in urls]
    after = [_body(signed_in(user), url) for user in readers for url in urls]
    assert [url for url, old, new in zip(asked, before, after, strict=True) if old != new] == []


def make_it_public(listing: TransferListing) -> None:
    """Take the steps from submitted to published."""
    reviewer, publisher = (Actor.person(make_user(roles=(role,))) for role in (Role.REVIEWER, Role.PUBLISHER))
    fire(listing, "start_review", reviewer, timezone.now())
    score_listing(actor=reviewer, listing=listing, scores=GOOD_SCORES, comment="Clear.", now=timezone.now())
    fire(listing, "publish", publisher, timezone.now())
    drain("search")

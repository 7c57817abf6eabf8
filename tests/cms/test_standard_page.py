"""The page of a standard with all that can be linked to it: technology and news together cost no more with twenty."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.accounts.enums import Role
from tests.cms.pages import make_article, name_standard
from tests.factories.accounts import make_user, signed_in
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.mark.parametrize("tab", ["", "text/", "uptake/", "technology/", "news/", "relations/", "history/"])
def test_technology_and_news_together_cost_the_same_with_twenty(tab: str) -> None:
    standard, newer = make_standard("GB/T 36276-2018"), make_standard("GB/T 36276-2023")
    assert newer.pk
    client, counts = signed_in(make_user(roles=(Role.EDITOR,))), []
    for more in (1, 19):
        for _n in range(more):
            make_listing(state="published", standard=standard)
            name_standard(make_article(f"Article {len(counts)}-{_n}"), standard)
        path = f"/en/standards/{standard.slug}/{tab}"
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= MOST

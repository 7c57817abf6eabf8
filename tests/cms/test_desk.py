"""The door of the editors' desk."""

import pytest
from django.test import Client
from django.urls import reverse

from hub.accounts.enums import Role
from tests.cms.pages import signed_in
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


def test_strangers_are_sent_to_the_hubs_sign_in(client: Client) -> None:
    response = client.get("/cms/", follow=True)
    path, _status = response.redirect_chain[-1]
    assert path == f"{reverse('account_login')}?next=/cms/"


def test_people_without_a_role_learn_why() -> None:
    response = signed_in().get("/cms/", follow=True)
    assert response.status_code == 403
    assert "the role of editor or approver" in response.content.decode()


def test_sign_in_leads_nowhere_else() -> None:
    response = signed_in(Role.EDITOR).get("/cms/login/?next=https://elsewhere.example/")
    assert response["Location"] == "/cms/"


def test_editor_enters_and_finds_no_pages_about_people() -> None:
    desk = signed_in(Role.EDITOR)
    response = desk.get("/cms/")
    assert response.status_code == 200
    assert "ZSA Hub" in response.content.decode()
    root = signed_in(Role.SUPERUSER)
    text = root.get("/cms/").content.decode()
    assert "/cms/users/" not in text
    for closed in ("users/", "groups/", "groups/new/", "bulk/accounts/user/delete/?id=1"):
        assert root.get(f"/cms/{closed}", follow=True).status_code == 404


def test_password_recovery_is_the_hubs(client: Client) -> None:
    assert client.get("/cms/password_reset/")["Location"] == reverse("account_reset_password")


def test_editor_finds_standards_by_number_and_title() -> None:
    make_standard("T/ZSA 31-2026", title_en="Heat films", title_zh="散热膜")
    make_standard("T/ZSA 32-2026", title_en="Cells", title_zh="电池")
    desk = signed_in(Role.EDITOR)
    for words in ("31-2026", "散热", "Heat"):
        text = desk.get(reverse("standard_chooser:choose_results"), {"q": words}).content.decode()
        assert "T/ZSA 31-2026" in text
        assert "T/ZSA 32-2026" not in text

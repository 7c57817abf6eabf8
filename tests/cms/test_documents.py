"""Files of the desk: open to everybody as long as a page on the site refers to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.images.tests.utils import get_test_image_file

from cms.models import DocumentPage, DocumentVersion, LibraryPage
from hub.accounts.enums import Role
from tests.cms.pages import DAY, make_article, signed_in
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path


def make_document(name: str = "minutes.pdf") -> Any:
    """Upload a file."""
    return get_document_model().objects.create(title=name, file=ContentFile(b"%PDF-1.7 secret", name=name))


def naming(document: Any) -> dict[str, Any]:
    """Return the text of an article that offers a file."""
    return {"body": [("download", {"document": document, "label": "Minutes"})]}


def status_for(client: Client, document: Any) -> int:
    """Ask for a file and let go of it."""
    answer = client.get(document.url)
    if answer.status_code == 200:
        assert b"secret" in b"".join(answer.streaming_content)  # type: ignore[arg-type]
        assert "no-cache" in answer["Cache-Control"]
    for let_go in answer._resource_closers:  # `close` would also end the connection
        let_go()
    return int(answer.status_code)


def test_what_only_a_draft_names_is_for_the_desk() -> None:
    document, nowhere = make_document(), make_document("never-used.pdf")
    make_article("Draft", live=False, **naming(document))
    for who, wanted in ((Client(), 404), (signed_in(), 404), (signed_in(Role.REVIEWER), 404)):
        assert [status_for(who, one) for one in (document, nowhere)] == [wanted, wanted]
    for role in (Role.EDITOR, Role.APPROVER):
        assert [status_for(signed_in(role), one) for one in (document, nowhere)] == [200, 200]


def test_a_file_opens_and_closes_with_its_page() -> None:
    document = make_document()
    article = make_article("Published", **naming(document))
    assert status_for(Client(), document) == 200
    article.unpublish()
    assert status_for(Client(), document) == 404


def test_a_newer_draft_of_a_published_page_opens_nothing() -> None:
    old, new = make_document("old.pdf"), make_document("new.pdf")
    article = make_article("Published", **naming(old))
    article.body = naming(new)["body"]
    revision = article.save_revision()
    assert (status_for(Client(), old), status_for(Client(), new)) == (200, 404)
    revision.publish()
    assert (status_for(Client(), old), status_for(Client(), new)) == (404, 200)


def test_versions_in_the_library_open_with_their_page() -> None:
    document = make_document()
    library = LibraryPage.objects.get(locale__language_code="en")
    page = DocumentPage(title="Form", slug="form", locale=library.locale, live=False)
    page.versions = [DocumentVersion(version="1", language="en", document=document, effective_date=DAY)]
    library.add_child(instance=page)
    assert status_for(Client(), document) == 404
    page.save_revision().publish()
    assert status_for(Client(), document) == 200


def test_another_name_is_not_found() -> None:
    document = make_document()
    make_article("Published", **naming(document))
    assert Client().get(f"/documents/{document.pk}/other.pdf").status_code == 404
    assert Client().post(document.url).status_code == 405


def replaced(document: Any) -> Any:
    """Post another file in the place of one, as an editor."""
    url = reverse("wagtaildocs:edit", args=[document.pk])
    another = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 another secret")
    return signed_in(Role.EDITOR).post(url, {"title": "Minutes", "file": another, "collection": document.collection_id})


def test_a_file_on_the_site_is_not_replaced_without_approval_one_in_a_draft_is() -> None:
    document, unused = make_document(), make_document("unused.pdf")
    make_article("Published", **naming(document))
    refused = replaced(document)
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["file"])
    with get_document_model().objects.get(pk=document.pk).open_file() as kept:
        assert kept.read() == b"%PDF-1.7 secret"
    assert replaced(unused).status_code == 302
    with get_document_model().objects.get(pk=unused.pk).open_file() as new:
        assert new.read() == b"%PDF-1.7 another secret"


def test_a_picture_on_the_site_is_not_replaced_without_approval() -> None:
    picture = get_image_model().objects.create(title="Film", file=get_test_image_file("a.png"))
    block = {"image": picture, "alt": "A film", "decorative": False, "caption": "", "credit": ""}
    make_article("Film", body=[("image", block)])
    another = SimpleUploadedFile("b.png", get_test_image_file("b.png", size=(9, 9)).file.getvalue())
    given = {"title": "Film", "collection": picture.collection_id}
    editor = make_user(roles=(Role.EDITOR,))
    form = get_image_form(type(picture))(given, {"file": another}, instance=picture, user=editor)
    assert list(form.errors) == ["file"]
    form = get_image_form(type(picture))(given, {}, instance=picture, user=editor)
    assert list(form.errors) == []


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_what_the_site_offers_is_deleted_by_nobody_alone(role: Role) -> None:
    document, spare, another = make_document(), make_document("spare.pdf"), make_document("another.pdf")
    unused = get_image_model().objects.create(title="Unused", file=get_test_image_file("u.png"))
    picture = get_image_model().objects.create(title="Film", file=get_test_image_file("a.png"))
    block = {"image": picture, "alt": "A film", "decorative": False, "caption": "", "credit": ""}
    make_article("Film", body=[("image", block), *naming(document)["body"]])
    desk = signed_in(role)
    for obj, name in ((document, "wagtaildocs"), (spare, "wagtaildocs"), (picture, "wagtailimages")):
        desk.post(reverse(f"{name}:delete", args=[obj.pk]))
    for obj in (document, another, picture, unused):
        desk.post(f"/cms/bulk/{obj._meta.app_label}/{obj._meta.model_name}/delete/?id={obj.pk}")
    left = set(get_document_model().objects.values_list("title", flat=True))
    assert left == {document.title}
    assert list(get_image_model().objects.all()) == [picture]
    page = desk.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    assert "replaced or deleted once that page" in page
    assert reverse("wagtaildocs:delete", args=[document.pk]) not in page

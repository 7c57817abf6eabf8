"""What editors do beside publishing stands in the log as well."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.models import ContentPage, Menu, NewsPage
from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.activity.words import word_for
from tests.cms.pages import home, make_article, news_index, signed_in

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    """The acts of people, in order."""
    return list(Activity.objects.filter(actor_kind="person").order_by("id").values_list("verb", flat=True))


def test_bulk_deletion_names_every_page() -> None:
    one, two = make_article("One"), make_article("Two")
    desk = signed_in(Role.APPROVER)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    desk.post(f"{url}?id={one.pk}&id={two.pk}")
    assert not NewsPage.objects.exists()
    deleted = Activity.objects.filter(verb="page.deleted", actor_kind="person")
    assert {act.subject_id for act in deleted} == {one.pk, two.pk}
    assert word_for("page.deleted") == "deleted the page"


def test_bulk_move_is_logged() -> None:
    about, below = (ContentPage.objects.get(slug=slug, locale=home("en").locale) for slug in ("accessibility", "about"))
    desk = signed_in(Role.SUPERUSER)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    desk.post(f"{url}?id={about.pk}", {"chooser": str(below.pk)})
    assert verbs() == ["page.moved"]


def test_a_copy_is_logged() -> None:
    article = make_article("One")
    desk = signed_in(Role.EDITOR)
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(news_index("en").pk)}
    desk.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), form)
    copy = NewsPage.objects.get(slug="copy")
    assert Activity.objects.filter(verb="page.copied").exists()
    assert not copy.live


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_pictures_are_logged(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    desk = signed_in(Role.EDITOR)
    file = SimpleUploadedFile("film.png", get_test_image_file().file.getvalue())
    desk.post(reverse("wagtailimages:add"), {"title": "Film", "file": file})
    picture = get_image_model().objects.get()
    desk.post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert verbs() == ["image.created", "image.deleted"]


def test_redirects_and_menus_are_logged() -> None:
    desk = signed_in(Role.EDITOR)
    form = {
        "old_path": "/old/",
        "site": "",
        "is_permanent": "on",
        "redirect_page": "",
        "redirect_link": "https://zsa.example/about/",
    }
    desk.post(reverse("wagtailredirects:add"), form)
    assert Redirect.objects.filter(redirect_link="https://zsa.example/about/").exists()
    menu = Menu.objects.get(place="about")
    entries = inline_formset([{"page": home("en").pk, "url": "", "label_en": "Start", "label_zh": "首页"}])
    url = reverse("wagtailsnippets_cms_menu:edit", args=[menu.pk])
    desk.post(url, nested_form_data({"entries": entries}))
    assert verbs() == ["redirect.created", "menu.changed"]
    assert menu.entries.filter(label_zh="首页").exists()


@pytest.mark.parametrize("verb", ["add", "delete"])
def test_menus_are_neither_added_nor_deleted(verb: str) -> None:
    desk, menu = signed_in(Role.EDITOR), Menu.objects.get(place="about")
    args = [] if verb == "add" else [menu.pk]
    desk.post(reverse(f"wagtailsnippets_cms_menu:{verb}", args=args))
    assert Menu.objects.count() == 2
    assert verbs() == []

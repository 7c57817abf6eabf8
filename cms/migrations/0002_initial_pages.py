"""The pages every installation starts with, in both languages, and what editors and approvers may do."""

import json
import uuid

from django.db import migrations
from django.utils import timezone

from cms.migrations import _initial_texts as initial_texts

STEPLEN = 4
HIDDEN_FROM_TREE = "Welcome to your new Wagtail site!"


def _path(parent, number):
    return f"{parent}{number:0{STEPLEN}d}"


def _stream(blocks):
    return json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks])


class _Maker:
    """Creates published pages without the tree's own code, which migrations do not have."""

    def __init__(self, apps):
        self.apps = apps
        self.now = timezone.now()

    def page(self, model, *, path, url_path, slug, title, locale, key, numchild=0, **fields):
        content_type, _created = self.apps.get_model("contenttypes.ContentType").objects.get_or_create(app_label="cms", model=model)
        return self.apps.get_model("cms", model).objects.create(
            path=path,
            depth=len(path) // STEPLEN,
            numchild=numchild,
            url_path=url_path,
            slug=slug,
            title=title,
            draft_title=title,
            locale=locale,
            translation_key=key,
            content_type=content_type,
            live=True,
            first_published_at=self.now,
            last_published_at=self.now,
            **fields,
        )

    def tree(self, texts, *, root, number, slug, locale, keys):
        home_path, home_url = _path(root.path, number), f"/{slug}/"
        home = self.page(
            "homepage",
            path=home_path,
            url_path=home_url,
            slug=slug,
            title=texts["home"]["title"],
            locale=locale,
            key=keys["home"],
            numchild=3,
            heading=texts["home"]["heading"],
            lead=texts["home"]["lead"],
            search_description=texts["home"]["lead"],
            examples=_stream([("query", query) for query in initial_texts.EXAMPLES[locale.language_code]]),
            side=_stream(initial_texts.HOME_SIDE),
            body=_stream(initial_texts.HOME_BODY),
        )
        self.page(
            "newsindexpage",
            path=_path(home_path, 1),
            url_path=f"{home_url}news/",
            slug="news",
            locale=locale,
            key=keys["news"],
            **texts["news"],
        )
        for place, name in enumerate(("about", "accessibility"), start=2):
            words = texts[name]
            self.page(
                "contentpage",
                path=_path(home_path, place),
                url_path=f"{home_url}{name}/",
                slug=name,
                locale=locale,
                key=keys[name],
                title=words["title"],
                introduction=words["introduction"],
                body=_stream(words["body"]),
            )
        return home


def create_pages(apps, schema_editor):
    """Replace Wagtail's welcome page and its site by ours; leave an installation alone that has pages already."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2, slug="home", title=HIDDEN_FROM_TREE).delete()
    if Page.objects.filter(depth__gt=1).exists():
        return
    keys = {name: uuid.uuid4() for name in ("home", "news", "about", "accessibility")}
    maker, homes = _Maker(apps), []
    for number, (language, slug, texts) in enumerate(initial_texts.TREES, start=1):
        locale, _created = Locale.objects.get_or_create(language_code=language)
        homes.append(maker.tree(texts, root=root, number=number, slug=slug, locale=locale, keys=keys))
    root.numchild = len(homes)
    root.save(update_fields=["numchild"])
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, site_name="ZSA Hub", root_page_id=homes[0].pk, is_default_site=True)


def grant_permissions(apps, schema_editor):
    """Editors and approvers may enter the desk and make twins. What they may do with pages and pictures is Wagtail's default."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    kind, _created = ContentType.objects.get_or_create(app_label="simple_translation", model="simpletranslation")
    translate, _created = Permission.objects.get_or_create(
        content_type=kind, codename="submit_translation", defaults={"name": "Can submit translations"}
    )
    enter = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for group in apps.get_model("auth.Group").objects.filter(name__in=["Editors", "Moderators"]):
        group.permissions.add(translate, enter)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtailcore", "0098_apitoken"),
        ("simple_translation", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(create_pages, migrations.RunPython.noop),
        migrations.RunPython(grant_permissions, migrations.RunPython.noop),
    ]

"""The pages every installation starts with, in both languages, and what editors and approvers may do."""

import json
import uuid
from collections import defaultdict

from django.db import migrations
from django.utils import timezone

from cms.migrations import _initial_services as initial_services
from cms.migrations import _initial_texts as initial_texts

STEPLEN = 4
MORE_PERMISSIONS = [
    ("cms", "menu", "change_menu", "Can change menu"),
    ("search", "term", "add_term", "Can add term"),
    ("search", "term", "change_term", "Can change term"),
    ("search", "term", "delete_term", "Can delete term"),
    ("search", "pinnedresult", "add_pinnedresult", "Can add pinned result"),
    ("search", "pinnedresult", "change_pinnedresult", "Can change pinned result"),
    ("search", "pinnedresult", "delete_pinnedresult", "Can delete pinned result"),
    ("wagtailredirects", "redirect", "add_redirect", "Can add redirect"),
    ("wagtailredirects", "redirect", "change_redirect", "Can change redirect"),
    ("wagtailredirects", "redirect", "delete_redirect", "Can delete redirect"),
]
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

    def below(self, parent, model, number, slug, key, numchild=0, **fields):
        path = _path(parent.path, number)
        url_path = f"{parent.url_path}{slug}/"
        return self.page(
            model, path=path, url_path=url_path, slug=slug, locale=parent.locale, key=key, numchild=numchild, **fields
        )

    def tree(self, texts, services, *, root, number, slug, locale, keys):
        words = texts["home"]
        home = self.page(
            "homepage",
            path=_path(root.path, number),
            url_path=f"/{slug}/",
            slug=slug,
            title=words["title"],
            locale=locale,
            key=keys["home"],
            numchild=6,
            heading=words["heading"],
            lead=words["lead"],
            search_description=words["lead"],
            examples=_stream([("query", query) for query in initial_texts.EXAMPLES[locale.language_code]]),
            side=_stream(initial_texts.HOME_SIDE),
            body=_stream(initial_texts.home_body(locale.language_code)),
        )
        self.below(home, "newsindexpage", 1, "news", keys["news"], **texts["news"])
        for place, name in enumerate(("about", "accessibility"), start=2):
            words = texts[name]
            fields = {"title": words["title"], "introduction": words["introduction"], "body": _stream(words["body"])}
            self.below(home, "contentpage", place, name, keys[name], **fields)
        self.services(services, home=home, keys=keys)
        for place, (model, name) in enumerate((("librarypage", "library"), ("peoplepage", "people")), start=5):
            title, introduction = services[name]
            self.below(home, model, place, name, keys[name], title=title, introduction=introduction)
        return home

    def services(self, services, *, home, keys):
        title, introduction = services["services"]
        pages = services["pages"]
        fields = {"title": title, "introduction": introduction, "numchild": len(pages)}
        index = self.below(home, "servicespage", 4, "services", keys["services"], **fields)
        for place, (service, title, introduction, body) in enumerate(pages, start=1):
            fields = {"title": title, "introduction": introduction, "body": _stream(body), "service": service}
            self.below(index, "landingpage", place, service, keys[f"services/{service}"], **fields)


def create_pages(apps, schema_editor):
    """Replace Wagtail's welcome page and its site by ours; leave an installation alone that has pages already."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2, slug="home", title=HIDDEN_FROM_TREE).delete()
    if Page.objects.filter(depth__gt=1).exists():
        return
    keys = defaultdict(uuid.uuid4)
    maker, homes = _Maker(apps), []
    for number, (language, slug, texts) in enumerate(initial_texts.TREES, start=1):
        locale, _created = Locale.objects.get_or_create(language_code=language)
        services = initial_services.ZH if language == "zh-hans" else initial_services.EN
        homes.append(maker.tree(texts, services, root=root, number=number, slug=slug, locale=locale, keys=keys))
    root.numchild = len(homes)
    root.save(update_fields=["numchild"])
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, site_name="ZSA Hub", root_page_id=homes[0].pk, is_default_site=True)
    OnSite = apps.get_model("cms", "OnSite")
    OnSite.objects.bulk_create(OnSite(page_id=page.pk, noted_at=maker.now) for page in Page.objects.filter(depth__gt=1))


def create_menus(apps, schema_editor):
    """The footer and the menu of the pages about the association; editors change both."""
    Menu, MenuEntry = apps.get_model("cms", "Menu"), apps.get_model("cms", "MenuEntry")
    chinese = dict(initial_services.ZH["menu"])
    for place, wanted in (("footer", None), ("about", {"about", "library", "people"})):
        menu = Menu.objects.create(place=place)
        for order, (slug, label) in enumerate(initial_services.EN["menu"]):
            page = apps.get_model("wagtailcore", "Page").objects.filter(slug=slug, depth=3).order_by("path").first()
            if page is not None and (wanted is None or slug in wanted):
                MenuEntry.objects.create(menu=menu, page=page, label_en=label, label_zh=chinese[slug], sort_order=order)


def ask_a_second_person(apps, schema_editor):
    """Wagtail's own approval lets authors approve themselves; ours does not. The step keeps its groups and its place."""
    ContentType = apps.get_model("contenttypes.ContentType")
    kind, _created = ContentType.objects.get_or_create(app_label="cms", model="secondpersontask")
    for old in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
        task = apps.get_model("cms", "SecondPersonTask").objects.create(name=old.name, active=True, content_type=kind)
        task.groups.set(old.groups.all())
        apps.get_model("wagtailcore", "WorkflowTask").objects.filter(task_id=old.pk).update(task_id=task.pk)
        apps.get_model("wagtailcore", "Task").objects.filter(pk=old.pk).update(active=False)
    # Stored once, read by editors of both languages.
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(name="审批 · Approval")


def grant_permissions(apps, schema_editor):
    """Editors and approvers may enter the desk and make twins. What they may do with pages and pictures is Wagtail's default."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    kind, _created = ContentType.objects.get_or_create(app_label="simple_translation", model="simpletranslation")
    translate, _created = Permission.objects.get_or_create(
        content_type=kind, codename="submit_translation", defaults={"name": "Can submit translations"}
    )
    enter = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    more = []
    for app, model, codename, name in MORE_PERMISSIONS:
        kind, _created = ContentType.objects.get_or_create(app_label=app, model=model)
        more.append(Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0])
    for group in apps.get_model("auth.Group").objects.filter(name__in=["Editors", "Moderators"]):
        group.permissions.add(translate, enter, *more)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("search", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtailcore", "0098_apitoken"),
        ("simple_translation", "0001_initial"),
        ("wagtailredirects", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(create_pages, migrations.RunPython.noop),
        migrations.RunPython(create_menus, migrations.RunPython.noop),
        migrations.RunPython(ask_a_second_person, migrations.RunPython.noop),
        migrations.RunPython(grant_permissions, migrations.RunPython.noop),
    ]

"""The translation catalogues: what is read from code and templates, what is kept, what is found wanting."""

import gettext as stdlib_gettext
from pathlib import Path
from textwrap import dedent

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from hub.common import catalogues
from hub.common.management.commands.messages import project_apps

PYTHON = '''
    """A module; its docstring says _("nothing")."""
    from django.utils.translation import gettext_lazy as _, ngettext, ngettext_lazy, npgettext, pgettext


    def show(count: int) -> list[str]:
        name = "x"
        return [
            _("Plain text"),
            _("A long sentence that "
              "goes on in the next line"),
            ngettext("%(count)s offer", "%(count)s offers", count) % {"count": count},
            ngettext_lazy("One day", "{days} days", "days"),
            pgettext("a month", "May"),
            npgettext("of a body", "%(count)s member", "%(count)s members", count),
            # Translators: a verb
            _("Open"),
            _(name),
        ]
'''

TEMPLATE = """
    {% load i18n %}
        {% if x %}
      <h1>{% translate "Standards" %}</h1>
            {# Translators: the month #}
      <p title="{% translate 'May' context 'a month' %}">{% translate "100% open" %} {# a note #}</p>
    {% endif %}
    {% blocktranslate trimmed with name=user.name %}
        Welcome back,
        {{ name }}
    {% endblocktranslate %}
    {% blocktranslate trimmed count counter=items|length context "of a list" %}
        {{ counter }} entry
    {% plural %}
        {{ counter }} entries
    {% endblocktranslate %}
    {% include "ui/x.html" with label=_("Close") %}
    {{ value|default:_("Unknown") }}  it's (unbalanced [ and "quoted
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


@pytest.fixture
def app(tmp_path: Path) -> Path:
    folder = tmp_path / "platform" / "hub" / "shop"
    write(folder / "views.py", PYTHON)
    write(folder / "templates" / "shop" / "page.html", TEMPLATE)
    write(folder / "migrations" / "0001_initial.py", 'from x import gettext as _\n_("Not read")\n')
    return folder


def messages_of(app: Path) -> dict[catalogues.Key, catalogues.Message]:
    return catalogues.collect(app, app.parents[2])


def updated(app: Path) -> list[str]:
    """Bring the app's catalogue up to date and return what is wrong with it."""
    path = catalogues.catalogue_path(app)
    messages = messages_of(app)
    catalogues.write(catalogues.merged(catalogues.read(path), messages), path)
    return catalogues.problems(catalogues.read(path), messages)


def checked_in(folder: Path, root: Path) -> list[str]:
    messages = catalogues.collect(folder, root)
    return catalogues.problems(catalogues.read(catalogues.catalogue_path(folder)), messages)


def small_app(tmp_path: Path, code: str, po: str = "") -> Path:
    folder = tmp_path / "small"
    write(folder / "views.py", code)
    if po:
        write(catalogues.catalogue_path(folder), po)
    return folder


def check_small(tmp_path: Path, code: str, po: str) -> list[str]:
    return checked_in(small_app(tmp_path, code, po), tmp_path)


def test_python_messages_are_found_in_all_their_forms(app: Path) -> None:
    found = {key: message.plural for key, message in messages_of(app).items() if "views.py" in "".join(message.files)}
    assert found == {
        (None, "Plain text"): None,
        (None, "A long sentence that goes on in the next line"): None,
        (None, "%(count)s offer"): "%(count)s offers",
        (None, "One day"): "{days} days",
        ("a month", "May"): None,
        ("of a body", "%(count)s member"): "%(count)s members",
        (None, "Open"): None,
    }


def test_template_messages_are_found_in_all_their_forms(app: Path) -> None:
    found = {key: message.plural for key, message in messages_of(app).items() if "page.html" in "".join(message.files)}
    assert found == {
        (None, "Standards"): None,
        ("a month", "May"): None,
        (None, "100%% open"): None,
        (None, "Welcome back, %(name)s"): None,
        ("of a list", "%(counter)s entry"): "%(counter)s entries",
        (None, "Close"): None,
        (None, "Unknown"): None,
    }


def test_a_message_names_its_files_without_lines_and_carries_notes(app: Path) -> None:
    messages = messages_of(app)
    place = "platform/hub/shop"
    assert messages["a month", "May"].files == {f"{place}/views.py", f"{place}/templates/shop/page.html"}
    assert messages[None, "Open"].notes == {"Translators: a verb"}


def test_a_broken_template_is_named(app: Path) -> None:
    write(app / "templates" / "bad.html", "{% blocktranslate %}{% if x %}{% endblocktranslate %}")
    with pytest.raises(catalogues.CatalogueError, match=r"bad\.html"):
        messages_of(app)


@pytest.mark.parametrize(
    "text", ["msgid Plain\n", 'msgid "say "x""\n', 'msgid "a\nmsgstr ""\n', 'msgstr "x"\n', "hello\n"]
)
def test_a_broken_catalogue_is_named(app: Path, text: str) -> None:
    write(catalogues.catalogue_path(app), text)
    with pytest.raises(catalogues.CatalogueError, match=r"django\.po"):
        updated(app)


def test_an_update_adds_everything_sorted_and_a_second_one_changes_nothing(app: Path) -> None:
    left = updated(app)
    path = catalogues.catalogue_path(app)
    first = path.read_text(encoding="utf-8")
    assert len(left) == len(messages_of(app)) == 13
    assert all(line.startswith("untranslated: ") for line in left)
    assert "#: platform/hub/shop/views.py\n" in first
    keys = [entry.msgid for entry in catalogues.read(path)]
    assert keys == sorted(keys)
    updated(app)
    assert path.read_text(encoding="utf-8") == first


def test_translations_survive_and_what_nobody_asks_for_is_kept_aside(app: Path) -> None:
    po = write(
        catalogues.catalogue_path(app),
        """\
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

        # by hand
        msgid "Plain text"
        msgstr "普通文本"

        msgid "Gone"
        msgstr "不再使用"

        msgid "Never done"
        msgstr ""

        msgctxt "of a list"
        msgid "%(counter)s entry"
        msgid_plural "%(counter)s entries"
        msgstr[0] "%(counter)s 个条目"
        """,
    )
    left = updated(app)
    text = po.read_text(encoding="utf-8")
    assert "# by hand\n" in text
    assert 'msgstr "普通文本"' in text
    assert '#~ msgid "Gone"\n#~ msgstr "不再使用"' in text
    assert "Never done" not in text
    assert len(left) == 11
    write(app / "more.py", 'from django.utils.translation import gettext as _\nGONE = _("Gone")\n')
    assert len(updated(app)) == 11
    assert '#~ msgid "Gone"' not in po.read_text(encoding="utf-8")
    assert catalogues.read(po).find("Gone").msgstr == "不再使用"


def test_a_message_that_becomes_a_plural_keeps_its_translation(tmp_path: Path) -> None:
    folder = small_app(tmp_path, '_("%(count)s task")', 'msgid "%(count)s task"\nmsgstr "%(count)s 项任务"\n')
    write(folder / "views.py", 'ngettext("%(count)s task", "%(count)s tasks", n)')
    messages = catalogues.collect(folder, tmp_path)
    catalogue = catalogues.merged(catalogues.read(catalogues.catalogue_path(folder)), messages)
    assert catalogue[0].msgstr_plural == {0: "%(count)s 项任务"}
    assert catalogues.problems(catalogue, messages) == []


@pytest.mark.parametrize(
    ("code", "po", "finding"),
    [
        ('_("A")', 'msgid "A"\nmsgstr ""', "untranslated: 'A'"),
        ('_("A")', '#, fuzzy\nmsgid "A"\nmsgstr "甲"', "fuzzy: 'A'"),
        ('_("A")', 'msgid "A"\nmsgstr "甲"\n\nmsgid "B"\nmsgstr "乙"', "stale: 'B'"),
        ('_("A"); _("B")', 'msgid "A"\nmsgstr "甲"', "missing: 'B'"),
        ('_("A")', 'msgid "A"\nmsgstr "甲"\n\nmsgid "A"\nmsgstr "乙"', "twice: 'A'"),
        ('pgettext("c", "A")', 'msgctxt "c"\nmsgid "A"\nmsgstr ""', "untranslated: 'A' (context 'c')"),
        ('_("Hello %s")', 'msgid "Hello %s"\nmsgstr "%(x)s 您好"', "positional placeholder (name it): 'Hello %s'"),
        ('_("Hello {}")', 'msgid "Hello {}"\nmsgstr "您好"', "positional placeholder (name it): 'Hello {}'"),
        (
            '_("To {name}")',
            'msgid "To {name}"\nmsgstr "致 {0}"',
            "positional placeholder in the translation: 'To {name}'",
        ),
        (
            '_("To %(name)s")',
            'msgid "To %(name)s"\nmsgstr "致 %(nme)s"',
            "placeholders differ (wanted name, found nme): 'To %(name)s'",
        ),
        (
            'ngettext("One day", "%(n)s days", n)',
            'msgid "One day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "一天"',
            "placeholders differ (wanted n, found none): 'One day'",
        ),
        (
            'ngettext("One day", "%(n)s days", n)',
            'msgid "One day"\nmsgid_plural "%(n)s days"\nmsgstr[0] ""',
            "untranslated: 'One day'",
        ),
        ('ngettext("Day", "Days", n)', 'msgid "Day"\nmsgstr "天"', "plural differs from the code: 'Day'"),
    ],
)
def test_each_kind_of_finding(tmp_path: Path, code: str, po: str, finding: str) -> None:
    assert finding in check_small(tmp_path, code + "\n", po + "\n")


@pytest.mark.parametrize(
    ("code", "po"),
    [
        ('_("Save 100% of %(name)s")', 'msgid "Save 100% of %(name)s"\nmsgstr "100% 保存 %(name)s"'),
        ('_("50%% of {name}")', 'msgid "50%% of {name}"\nmsgstr "{name} 的 50%%"'),
        ('ngettext("One day", "%(n)s days", n)', 'msgid "One day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s 天"'),
        ('_("A")', 'msgid "A"\nmsgstr "甲"\n\n#~ msgid "Old"\n#~ msgstr "旧"'),
    ],
)
def test_complete_catalogues_have_no_findings(tmp_path: Path, code: str, po: str) -> None:
    assert check_small(tmp_path, code + "\n", po + "\n") == []


def test_an_app_without_a_catalogue_is_incomplete(tmp_path: Path) -> None:
    folder = small_app(tmp_path, '_("A")\n')
    assert checked_in(folder, tmp_path) == ["missing: 'A'"]


def test_the_compiled_form_is_what_gettext_reads(tmp_path: Path) -> None:
    po = """\
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

        msgid "Open"
        msgstr "打开"

        #, fuzzy
        msgid "Close"
        msgstr "打开"

        msgid "%(n)s day"
        msgid_plural "%(n)s days"
        msgstr[0] "%(n)s 天"
        """
    compiled = catalogues.compile_catalogue(write(tmp_path / "django.po", po))
    with compiled.open("rb") as handle:
        translations = stdlib_gettext.GNUTranslations(handle)
    assert translations.gettext("Open") == "打开"
    assert translations.gettext("Close") == "Close"
    assert translations.ngettext("%(n)s day", "%(n)s days", 1) == "%(n)s 天"


def test_the_project_s_own_apps_are_found_and_nobody_else_s(settings: LazySettings) -> None:
    found = project_apps(Path(settings.BASE_DIR))
    assert {"common", "accounts", "search"} <= set(found)
    assert not {"wagtailcore", "account", "auth"} & set(found)
    assert list(project_apps(Path(settings.BASE_DIR), frozenset({"common"}))) == ["common"]


def test_an_unknown_app_is_refused() -> None:
    with pytest.raises(CommandError, match="not an app of this project: auth"):
        call_command("messages", "auth")


def test_every_catalogue_of_the_project_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("messages", "--check")
    except CommandError as problem:
        pytest.fail(f"{problem}\n{capsys.readouterr().err}")

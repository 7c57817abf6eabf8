"""Rooms inside an app and the order of the apps: imports, requests, relations."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.tree import ROOT, ROOT_APPS, app_and_rest, layers, plant, python_files

# The rooms that know nothing of the web.
INNER_ROOMS = {"services", "queries", "rules", "models", "workflow", "forms", "enums"}
WEB_MODULES = {"django.http", "django.contrib.messages", "django.shortcuts", "django.template.response"}
# "Not visible" is said with Django's own exception, by the gates and nobody else.
GATE_NAMES = {"Http404", "get_object_or_404"}
# allauth hands the request to the forms that it calls; there is no other way to override these methods.
FORM_METHODS_OF_LIBRARIES = {"save", "signup", "try_save", "__init__"}
# A Wagtail page is model and view in one; its methods are given the request.
PAGES = ("cms", "models")
POINTED_AT_BY_NAME = {"accounts.Organisation"}


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Hold the import contracts of pyproject.toml against the packages of a tree."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", "pyproject.toml"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "platform")])}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def web_in_inner_rooms(root: Path) -> list[str]:
    """Findings about requests and responses in rooms that must not know them."""
    found: list[str] = []
    for path in python_files(root):
        place = app_and_rest(path)
        app, room = (place[0], Path(place[1][0]).stem) if place else ("", "")
        if room in INNER_ROOMS and (app, room) != PAGES:
            tree = ast.parse((root / path).read_text(encoding="utf-8"))
            found += [f"{path}:{line}: {what}" for line, what in _web_imports(tree, room)]
            found += [f"{path}:{line}: takes a request" for line in _request_parameters(tree, room)]
    return found


def _web_imports(tree: ast.AST, room: str) -> Iterator[tuple[int, str]]:
    allowed = GATE_NAMES if room == "queries" else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and {alias.name for alias in node.names} - allowed:
            names = {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
        else:
            continue
        for name in sorted(names & WEB_MODULES):
            yield node.lineno, f"imports {name}"


def _request_parameters(tree: ast.AST, room: str) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            given_by_library = room == "forms" and getattr(node, "name", "") in FORM_METHODS_OF_LIBRARIES
            if any(argument.arg == "request" for argument in arguments) and not given_by_library:
                yield node.lineno


def upward_relations(declared: Iterable[type[models.Model]]) -> list[str]:
    """Findings about foreign keys that point from a lower app to a higher one or across to a sibling."""
    height = {name.rpartition(".")[2]: level for name, level in layers().items()}
    allowed = {label.lower() for label in POINTED_AT_BY_NAME | {settings.AUTH_USER_MODEL}}
    found = []
    for model in declared:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if not isinstance(target, type):
                continue
            source_app, target_app = model._meta.app_label, target._meta.app_label
            if source_app == target_app or not {source_app, target_app} <= height.keys():
                continue
            if height[target_app] >= height[source_app] and target._meta.label_lower not in allowed:
                found.append(f"{model._meta.label}.{field.name} points up to {target._meta.label}")
    return found


def _small_project(root: Path) -> Path:
    """A tree with every package that the contracts name, all empty."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contained = re.findall(r'"(hub\.\w+|\w+)"', text[text.index("containers = ") :].split("]")[0])
    names = {*layers(), *contained, *ROOT_APPS, "hub"}
    folders = (name.replace("hub", "platform/hub", 1).replace(".", "/") for name in names)
    plant(root, {f"{folder}/__init__.py": "" for folder in folders})
    plant(root, {"search/engine.py": "import elasticsearch\nimport tantivy\n"})
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def test_imports_point_down() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_empty_project_keeps_the_import_contracts(tmp_path: Path) -> None:
    done = lint_imports(_small_project(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "text", "contract"),
    [
        ("platform/hub/common/a.py", "import hub.accounts", "Apps import downwards"),
        ("ip_transfer/a.py", "import marketplace", "verticals do not know each other"),
        ("platform/hub/accounts/models.py", "import hub.accounts.services", "Inside an app, imports point down"),
        ("cms/a.py", "import tantivy", "Only search talks to the search engines"),
    ],
)
def test_an_upward_import_is_found(tmp_path: Path, name: str, text: str, contract: str) -> None:
    root = plant(_small_project(tmp_path), {"platform/hub/accounts/services.py": "", name: text + "\n"})
    done = lint_imports(root)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(rf"{contract}.* BROKEN", done.stdout), done.stdout


def test_the_inner_rooms_know_nothing_of_the_web() -> None:
    assert web_in_inner_rooms(ROOT) == []


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("search/services.py", "def index(request): ...", "takes a request"),
        ("search/services/a.py", "def index(*, request): ...", "takes a request"),
        ("platform/hub/accounts/rules.py", "class A:\n  def can(self, request): ...", "takes a request"),
        ("cms/forms.py", "def clean(request): ...", "takes a request"),
        ("cms/queries/a.py", "f = lambda request: 1", "takes a request"),
        ("search/services.py", "from django.http import Http404", "imports django.http"),
        ("search/queries.py", "from django.http import Http404, HttpResponse", "imports django.http"),
        ("search/models/a.py", "import django.http", "imports django.http"),
        ("search/workflow.py", "from django.contrib import messages", "imports django.contrib.messages"),
        ("search/forms.py", "from django.contrib.messages import error", "imports django.contrib.messages"),
        ("search/queries.py", "from django.shortcuts import redirect", "imports django.shortcuts"),
    ],
)
def test_the_web_in_an_inner_room_is_found(tmp_path: Path, name: str, text: str, finding: str) -> None:
    found = web_in_inner_rooms(plant(tmp_path, {name: text + "\n"}))
    assert [line.split(": ")[1] for line in found] == [finding]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("search/views.py", "from django.http import HttpResponse\ndef show(request): ..."),
        ("search/queries.py", "from django.http import Http404"),
        ("search/queries/a.py", "from django.shortcuts import get_object_or_404"),
        ("platform/hub/accounts/forms.py", "class A:\n  def save(self, request): ..."),
        ("cms/models/news.py", "class NewsPage:\n  def serve(self, request): ..."),
        ("tests/search/services.py", "def index(request): ..."),
    ],
)
def test_the_web_in_its_own_rooms_is_no_finding(tmp_path: Path, name: str, text: str) -> None:
    assert web_in_inner_rooms(plant(tmp_path, {name: text + "\n"})) == []


def test_relations_point_down() -> None:
    assert upward_relations(apps.get_models()) == []


@isolate_apps()
def test_an_upward_relation_is_found() -> None:
    class Lower(models.Model):
        class Meta:
            app_label = "files"

    class Upper(models.Model):
        lower = models.ForeignKey(Lower, models.CASCADE, related_name="+")

        class Meta:
            app_label = "cms"

    class Wrong(models.Model):
        upper = models.ForeignKey(Upper, models.CASCADE, related_name="+")
        uppers = models.ManyToManyField(Upper, related_name="+")

        class Meta:
            app_label = "files"

    assert upward_relations([Lower, Upper]) == []
    assert upward_relations([Wrong]) == [
        "files.Wrong.upper points up to cms.Upper",
        "files.Wrong.uppers points up to cms.Upper",
    ]


@isolate_apps()
def test_an_organisation_may_be_pointed_at_from_below() -> None:
    class Organisation(models.Model):
        class Meta:
            app_label = "accounts"

    class Upload(models.Model):
        owner = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

        class Meta:
            app_label = "files"

    assert upward_relations([Upload]) == []

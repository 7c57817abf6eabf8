"""What no template and no file may say."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files, plant, templates

TEMPLATE_RULES = {
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "inline style element": re.compile(r"<style\b(?![^>]*\bnonce=)", re.IGNORECASE),
    "inline script without nonce": re.compile(
        r"""<script\b(?![^>]*\b(?:nonce=|src=|type=["']application/(?:ld\+)?json["']))""", re.IGNORECASE
    ),
    "inline event handler": re.compile(r"""\s(?:on[a-z]+|hx-on[:\w-]*)\s*=\s*["']""", re.IGNORECASE),
    "script in an address": re.compile(r"javascript:", re.IGNORECASE),
}
# Joined here so that this file does not hold what it looks for.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("repo1", "maven", "org"),
        ("repo", "maven", "apache", "org"),
        ("proxy", "golang", "org"),
        ("deb", "debian", "org"),
        ("crates", "io"),
    )
]
FILE_RULES = {
    "address of a package registry": re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE),
    "path of one machine": re.compile(r"(?<![\w./:}-])/(?:root|home|work|Users|tmp)/[\w.-]+"),
}


def _findings(root: Path, paths: list[Path], rules: dict[str, re.Pattern[str]]) -> list[str]:
    found = []
    for path in paths:
        try:
            text = (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or another file without words
        for rule, pattern in rules.items():
            found += [f"{path}:{text.count(chr(10), 0, hit.start()) + 1}: {rule}" for hit in pattern.finditer(text)]
    return found


def forbidden_markup(root: Path) -> list[str]:
    """Findings about markup that the content security policy refuses."""
    return _findings(root, list(templates(root)), TEMPLATE_RULES)


def forbidden_addresses(root: Path) -> list[str]:
    """Findings about addresses that hold on one machine only."""
    return _findings(root, files(root), FILE_RULES)


def test_no_template_breaks_the_content_security_policy() -> None:
    assert forbidden_markup(ROOT) == []


def test_no_file_names_a_registry_or_one_machine_s_paths() -> None:
    assert forbidden_addresses(ROOT) == []


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ('<p style="color: red">', "style attribute"),
        ("<style>p {}</style>", "inline style element"),
        ("<script>go()</script>", "inline script without nonce"),
        ('<script type="module">go()</script>', "inline script without nonce"),
        ('<a onclick="go()">', "inline event handler"),
        ("<body\n onload='go()'>", "inline event handler"),
        ('<p hx-on:click="go()">', "inline event handler"),
        ('<a href="javascript:go()">', "script in an address"),
    ],
)
def test_forbidden_markup_is_found(tmp_path: Path, markup: str, rule: str) -> None:
    name = "cms/templates/cms/a.html"
    found = forbidden_markup(plant(tmp_path, {name: f"<p>\n{markup}\n"}))
    assert [line.split(": ")[1] for line in found] == [rule]
    assert found[0].startswith(f"{name}:2") or "\n" in markup


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="{% static "a.js" %}" defer></script>',
        '<script nonce="{{ CSP_NONCE }}">go()</script>',
        '<script type="application/json">{}</script>',
        "<p>on a page, one = 1</p>",
        '<meter value="3" max="9"></meter>',
    ],
)
def test_allowed_markup_is_no_finding(tmp_path: Path, markup: str) -> None:
    assert forbidden_markup(plant(tmp_path, {"cms/templates/cms/a.html": markup})) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("index = https://" + "files.python" + "hosted.org/simple", "address of a package registry"),
        ("see registry." + "npm" + "js.org", "address of a package registry"),
        ("open('/" + "home/ann/notes')", "path of one machine"),
        ("cd /" + "work/main", "path of one machine"),
    ],
)
def test_forbidden_addresses_are_found(tmp_path: Path, text: str, rule: str) -> None:
    assert forbidden_addresses(plant(tmp_path, {"docs/a.md": text})) == [f"docs/a.md:1: {rule}"]


@pytest.mark.parametrize("text", ["/en/desk/items", "http://localhost/home/page", "${TMPDIR:-/tmp}/x", "$HOME/files/x"])
def test_ordinary_paths_are_no_finding(tmp_path: Path, text: str) -> None:
    assert forbidden_addresses(plant(tmp_path, {"docs/a.md": text})) == []

"""A row of a table, read by the form that a person would fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hub.standards.enums import LinkRole
from hub.standards.models import Standard
from hub.standards.queries import find_by_number
from hub.standards.rules import link_problem
from ip_transfer.forms.listings import ListingForm
from ip_transfer.forms.prices import EXTRA, clean_price, refuse_extra
from ip_transfer.schema import CONFIDENTIAL_NAMES
from ip_transfer.tabular import Line, UnreadableTable

COLUMNS = (
    "key", "title_zh", "title_en", "summary_zh", "summary_en", "kind", "number", "application_number", "office",
    "legal_status", "legal_status_at", "filed_date", "granted_date", "expires_date", "owners", "encumbrances", "ipc", "trl",
    "trl_evidence", "mode", "price_kind", "price", "price_max", "price_currency", "royalty", "same_terms", "field_of_use",
    "territory", "term_months", "valid_months", "standards", *CONFIDENTIAL_NAMES,
)  # fmt: skip
PUBLIC_COLUMNS = tuple(name for name in COLUMNS if name not in CONFIDENTIAL_NAMES)
# Where the form's own words would say too little in a table, or what another column's name says.
OWN_LABELS = {
    "key": gettext_lazy("Row key"),
    "standards": gettext_lazy("Standards"),
    "price_kind": gettext_lazy("Kind of price"),
}
DEFAULTS = {"kind": "invention", "legal_status": "granted", "mode": "non_exclusive", "price_kind": "on_request"}
EXAMPLE = {
    "key": "A-001", "title_zh": "厚电极干法涂布", "title_en": "Dry coating of thick electrodes",
    "summary_zh": "无溶剂工艺，涂层 220 µm。", "summary_en": "Solvent-free process, 220 µm coatings.", "kind": "invention",
    "number": "CN 115602795 B", "legal_status": "granted", "legal_status_at": "2026-10-01", "owners": "Hanze Battery, 60 %; Qinghe, 40 %",
    "ipc": "H01M 4/04", "trl": "7", "trl_evidence": "Six months on a pilot line.", "mode": "exclusive", "price_kind": "range",
    "price": "1000000", "price_max": "3000000", "price_currency": "CNY", "territory": "CN, DE", "valid_months": "12",
    "standards": "T/ZSA 12-2026 | implements | 6.2",
}  # fmt: skip
_TRUE = {"1", "yes", "y", "true", "是", "x", "✓"}
_LANGUAGES = ("en", "zh-hans")
MAX_TIES = 20  # standards in a row
MAX_ERRORS = 5  # of a column in a row
SHOWN = 60  # letters of what was written, in an error


@cache
def labels(language: str) -> dict[str, str]:
    """Return the heading of each column in a language."""
    with override(language):
        fields = ListingForm.base_fields
        return {name: str(OWN_LABELS[name] if name in OWN_LABELS else fields[name].label) for name in COLUMNS}


@cache
def _names() -> dict[str, str]:
    """Map every way to head a column (its name, its words in either language) to its name."""
    words = [labels(language).items() for language in _LANGUAGES]
    known = {label.casefold(): name for items in words for name, label in items}
    return known | {name: name for name in COLUMNS}


@cache
def _choices(name: str) -> dict[str, str]:
    """Map every way to write a choice (its code, its words in either language) to its code."""
    known: dict[str, str] = {}
    for language in _LANGUAGES:
        with override(language):
            for code, label in ListingForm.base_fields[name].choices:  # type: ignore[attr-defined]
                known |= {str(code).casefold(): str(code), str(label).casefold(): str(code)}
    return known


@dataclass
class Row:
    """A row as it was read: its place in the file (the header is 1), what stood there, what is wrong, what to keep."""

    place: int
    values: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)
    cleaned: dict[str, Any] = field(default_factory=dict)


def read_heading(cells: Sequence[str]) -> list[str]:
    """Return the column names of a heading ("" for an empty one). Raises UnreadableTable when it names a column that we do
    not know, one twice, or no title.
    """
    names = [_names().get(cell.strip().casefold(), "") for cell in cells]
    comma = _(", ")
    if unknown := [cell for cell, name in zip(cells, names, strict=True) if cell and not name]:
        words = {"columns": comma.join(unknown[:10])}
        raise UnreadableTable(_("No column is called: %(columns)s. Compare with the template.") % words)
    if doubled := [cell for n, cell in enumerate(cells) if names[n] and names[n] in names[:n]]:
        words = {"columns": comma.join(doubled[:10])}
        raise UnreadableTable(_("The table has these columns twice: %(columns)s. Keep one of each.") % words)
    if not {"title_zh", "title_en"} & set(names):
        raise UnreadableTable(_("No column is headed as a title. Use the template."))
    return names


class _RowForm(ListingForm):
    """The listing form for a row: an amount that does not belong to its kind of price is an error and not left out unseen."""

    def judge_price(self, data: dict[str, Any]) -> None:
        """Judge every amount of the row, then what belongs."""
        refuse_extra(self, data)
        refused = {name: self.errors[name] for name in (*EXTRA, "price_kind") if name in self.errors}
        clean_price(self, data)
        self.errors.update(refused)


def read_rows(names: Sequence[str], lines: Iterable[Line]) -> list[Row]:
    """Judge the rows of a file under these columns; each standard is looked up once."""
    find = cache(find_by_number)
    return [_read_row(line, names, find) for line in lines]


def _read_row(line: Line, names: Sequence[str], find: Callable[[str], Standard | None]) -> Row:
    """Judge one row by the listing form; its errors stand beside their columns."""
    values = {name: cell for name, cell in zip(names, line.cells, strict=False) if name}
    row = Row(line.place, values)
    form = _RowForm(_form_data(values))
    standards, wrong = _standards(values.get("standards", ""), find)
    if wrong:
        row.errors["standards"] = wrong[:MAX_ERRORS]
    if form.is_valid() and not row.errors:
        row.cleaned = {
            "asset": _plain(form.asset),
            "offer": _plain(form.offer),
            "confidential": form.confidential,
            "standards": standards,
        }
    for name in form.errors:
        bound = form[name] if name in form.fields else None
        row.errors[name] = [str(text) for text in getattr(bound, "error_texts", None) or form.errors[name]]
    return row


def _form_data(values: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {**DEFAULTS, **{name: text for name, text in values.items() if text}}
    for name in ("kind", "legal_status", "mode", "price_kind", "price_currency", "trl", "valid_months"):
        if name in data:
            data[name] = _choices(name).get(str(data[name]).casefold(), data[name])
    data["owners"] = "\n".join(part.strip() for part in str(data.get("owners", "")).replace("；", ";").split(";"))
    wanted = str(data.get("encumbrances", "")).replace("；", ";").split(";")
    data["encumbrances"] = [_choices("encumbrances").get(w.strip().casefold(), w.strip()) for w in wanted if w.strip()]
    data["same_terms"] = "on" if str(data.get("same_terms", "")).casefold() in _TRUE else ""
    return data


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


@cache
def _roles() -> dict[str, str]:
    """Map every way to write a role towards a standard (its code, its words in either language) to its code."""
    known = {str(code): str(code) for code in LinkRole.values}
    for language in _LANGUAGES:
        with override(language):
            known |= {str(label).casefold(): str(code) for code, label in LinkRole.choices}
    return known


@dataclass(unsafe_hash=True)
class _Tie:
    standard_id: int
    role: str
    clause: str


def _standards(text: str, find: Callable[[str], Standard | None]) -> tuple[list[list[str]], list[str]]:
    """Read "T/ZSA 12-2026 | implements | 6.2; GB/T 36276": numbers with role and clause, between semicolons. Return slug,
    role and clause of each tie, and what is wrong in words.
    """
    entries = [part.strip() for part in text.replace("；", ";").split(";") if part.strip()]
    if len(entries) > MAX_TIES:
        return [], [_("A row names at most %(limit)s standards.") % {"limit": MAX_TIES}]
    ties: dict[_Tie, str] = {}
    wrong = []
    for entry in entries:
        number, role, clause, *_rest = [p.strip() for p in entry.split("|")] + ["", ""]
        standard, code = find(number), _roles().get(role.casefold(), "") if role else str(LinkRole.IMPLEMENTS)
        if standard is None:
            wrong.append(_("“%(number)s” is not in the registry.") % {"number": number[:SHOWN]})
        elif not code:
            wrong.append(_("“%(role)s” is no role towards a standard.") % {"role": role[:SHOWN]})
        elif problem := link_problem(ties, standard_id=standard.pk, role=code, clause=clause[:20]):
            wrong.append(f"{number[:SHOWN]}: {problem}")
        else:
            ties[_Tie(standard.pk, code, clause[:20])] = standard.slug
    return [[slug, tie.role, tie.clause] for tie, slug in ties.items()], wrong

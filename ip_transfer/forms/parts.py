"""Fields that a listing's form is made of, each with its own reading of what people type."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.plain_text import plain_text
from hub.vocabularies.ipc import normalise, split

MAX_SHARE = Decimal(100)
# A percent sign, or a comma, semicolon or colon before it, makes a number a share: names end in numbers as well.
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_SHARE = re.compile(rf"(.+?)(?:[\s,，;；:：]+{_NUMBER}\s*[%％]|\s*[,，;；:：]\s*{_NUMBER})")


class OwnersField(forms.CharField):
    """One owner a line, with the share in percent: [["Hanze Battery", 60.0], …]. A share may be left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the lines."""
        rows: list[list[Any]] = []
        for number, line in enumerate(plain_text(str(value or "")).splitlines(), start=1):
            if not (text := " ".join(line.split())):
                continue
            found = _SHARE.fullmatch(text)
            name, share = (found[1].strip(), _percent(found[2] or found[3], number)) if found else (text, None)
            if len(name) > 160:
                raise forms.ValidationError(_("Line %(number)s: the name is too long."), params={"number": number})
            rows.append([name, share])
        self._check(rows)
        return rows

    def _check(self, rows: list[list[Any]]) -> None:
        shares = [Decimal(str(share)) for _name, share in rows if share is not None]
        total = sum(shares, Decimal(0))
        if total > MAX_SHARE or (rows and len(shares) == len(rows) and total != MAX_SHARE):
            raise forms.ValidationError(
                _("The shares come to %(total)s %%. Together they must come to 100 %%."),
                params={"total": f"{total:g}" if total != total.to_integral() else f"{total:.0f}"},
            )

    def validate(self, value: Any) -> None:
        """Nothing more: the lines were judged one by one."""

    def run_validators(self, value: Any) -> None:
        """The value is a list by now; the length was limited line by line."""

    def prepare_value(self, value: Any) -> Any:
        """Show the lines again."""
        if isinstance(value, list):
            return "\n".join(f"{name}, {share:g} %" if share is not None else name for name, share in value)
        return value


def _percent(text: str, number: int) -> float:
    try:
        share = Decimal(text.replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern admits numbers only
        share = Decimal(-1)
    if not 0 < share <= MAX_SHARE:
        raise forms.ValidationError(
            _("Line %(number)s: a share lies above 0 and is at most 100 %%."), params={"number": number}
        )
    return float(share)


class IpcField(forms.CharField):
    """Symbols of the IPC, between commas: ["H01M 4/04", "H01M 10/0525"]."""

    LIMIT = 10

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the symbols."""
        found: list[str] = []
        for text in split(plain_text(str(value or ""))):
            symbol = normalise(text)
            if symbol is None:
                raise forms.ValidationError(
                    _("“%(text)s” is no IPC symbol. Write it as H01M 4/04 or H01M."), params={"text": text}
                )
            if symbol not in found:
                found.append(symbol)
        if len(found) > self.LIMIT:
            raise forms.ValidationError(_("At most %(limit)s symbols."), params={"limit": self.LIMIT})
        return found

    def validate(self, value: Any) -> None:
        """Nothing more."""

    def run_validators(self, value: Any) -> None:
        """The value is a list by now."""

    def prepare_value(self, value: Any) -> Any:
        """Show the symbols again."""
        return ", ".join(value) if isinstance(value, list) else value


class CountriesField(forms.CharField):
    """Countries by their two letters or their names in either language, between commas; empty is the whole world."""

    LIMIT = 40

    def __init__(self, *, find: Callable[[str], str | None], **kwargs: Any) -> None:
        super().__init__(max_length=600, required=False, **kwargs)
        self.find = find

    def to_python(self, value: Any) -> Any:
        """Read the countries."""
        found: list[str] = []
        for text in split(plain_text(str(value or ""))):
            code = self.find(text)
            if code is None:
                raise forms.ValidationError(
                    _("“%(text)s” is no country we know. Write its two letters, such as DE."), params={"text": text}
                )
            if code not in found:
                found.append(code)
        if len(found) > self.LIMIT:
            raise forms.ValidationError(_("At most %(limit)s countries."), params={"limit": self.LIMIT})
        return sorted(found)

    def validate(self, value: Any) -> None:
        """Nothing more."""

    def run_validators(self, value: Any) -> None:
        """The value is a list by now."""

    def prepare_value(self, value: Any) -> Any:
        """Show the codes again."""
        return ", ".join(value) if isinstance(value, list) else value

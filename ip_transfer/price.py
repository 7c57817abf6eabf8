"""A price in one of its kinds, as people read it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hub.common.money import Money


class Price(NamedTuple):
    """On request, posted, a range, or a royalty with or without a minimum for each year.

    Amounts count the currency's smallest unit; `royalty_bp` counts hundredths of a percent.
    """

    kind: str
    minor: int | None
    max_minor: int | None
    currency: str
    royalty_bp: int | None

    @property
    def low(self) -> Money | None:
        """The posted amount, the lower end of a range, or the minimum of a royalty."""
        return Money(self.minor, self.currency) if self.minor is not None else None

    @property
    def high(self) -> Money | None:
        """The upper end of a range."""
        return Money(self.max_minor, self.currency) if self.max_minor is not None else None

    @property
    def royalty(self) -> Decimal | None:
        """The royalty in percent of net sales."""
        return Decimal(self.royalty_bp) / 100 if self.royalty_bp is not None else None

    def __str__(self) -> str:
        if self.kind == "posted":
            return str(self.low)
        if self.kind == "range":
            return _("%(low)s to %(high)s") % {"low": self.low, "high": self.high}
        if self.royalty is not None:
            rate = number_format(self.royalty.normalize(), use_l10n=True)
            if self.low:
                return _("%(rate)s %% of net sales, at least %(minimum)s a year") % {"rate": rate, "minimum": self.low}
            return _("%(rate)s %% of net sales") % {"rate": rate}
        return _("On request")

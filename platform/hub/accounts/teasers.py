"""Organisations on the home page: how many there are."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from hub.accounts.queries import count_organisations
from hub.common.teasers import Figure, register

register(
    Figure(
        "organisations",
        _("organisations"),
        lambda: number_format(count_organisations(), force_grouping=True),
        "organisation-list",
    )
)

"""Organisations own every business object; people act for them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import MemberRole, OrganisationKind, VerificationLevel
from hub.accounts.models.people import User
from hub.common.bilingual import Language, has_either
from hub.common.ids import PublicIdField
from hub.vocabularies.countries import country_choices


class Organisation(models.Model):
    """A company, institute, body or person on their own account, from any country."""

    public_id = PublicIdField()
    kind = models.CharField(
        _("Kind of organisation"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.COMPANY
    )
    name_en = models.CharField(_("Name in English"), max_length=160, blank=True)
    name_zh = models.CharField(_("Name in Chinese"), max_length=160, blank=True)
    source_lang = models.CharField(max_length=2, choices=Language.choices, default=Language.EN)
    summary_en = models.CharField(_("What it does, in English"), max_length=300, blank=True)
    summary_zh = models.CharField(_("What it does, in Chinese"), max_length=300, blank=True)
    country = models.CharField(_("Country or region"), max_length=2, choices=country_choices)
    website = models.URLField(_("Website"), max_length=200, blank=True)
    verification_level = models.PositiveSmallIntegerField(
        choices=VerificationLevel.choices, default=VerificationLevel.NONE
    )
    members = models.ManyToManyField(User, through="Membership", related_name="organisations")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="organisation_named", condition=has_either("name")),
            models.CheckConstraint(name="organisation_level", condition=models.Q(verification_level__lte=4)),
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_zh


class Membership(models.Model):
    """A person in an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="membership_once", fields=["organisation", "user"])]

    def __str__(self) -> str:
        return f"{self.user} @ {self.organisation}"

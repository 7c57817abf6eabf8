"""Organisations own every business object; people act for them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import IdentifierScheme, MemberRole, OrganisationKind, OrganisationSize, VerificationLevel
from hub.accounts.models.people import User
from hub.common.bilingual import Language, has_either
from hub.common.ids import PublicIdField
from hub.common.labels import Labelled
from hub.vocabularies.countries import country_choices
from hub.vocabularies.names import name_key


class Organisation(Labelled):
    """A company, institute, body or person on their own account, from any country.

    `verification_level` is what the last check gave; after `verified_until` it counts for nothing (queries.level_of).
    """

    public_id = PublicIdField()
    kind = models.CharField(
        _("Kind of organisation"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.COMPANY
    )
    name_en = models.CharField(_("Name in English"), max_length=160, blank=True)
    name_zh = models.CharField(_("Name in Chinese"), max_length=160, blank=True)
    name_key_en = models.CharField(max_length=160, blank=True, editable=False, db_index=True)
    name_key_zh = models.CharField(max_length=160, blank=True, editable=False, db_index=True)
    source_lang = models.CharField(max_length=2, choices=Language.choices, default=Language.EN)
    summary_en = models.CharField(_("What it does, in English"), max_length=300, blank=True)
    summary_zh = models.CharField(_("What it does, in Chinese"), max_length=300, blank=True)
    country = models.CharField(_("Country or region"), max_length=2, choices=country_choices)
    size = models.CharField(_("People who work there"), max_length=10, choices=OrganisationSize.choices, blank=True)
    website = models.URLField(_("Website"), max_length=200, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True, help_text="E.164, shown to verifiers only")
    verification_level = models.PositiveSmallIntegerField(
        choices=VerificationLevel.choices, default=VerificationLevel.NONE
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_until = models.DateTimeField(null=True, blank=True)
    members = models.ManyToManyField(User, through="Membership", related_name="organisations")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="organisation_named", condition=has_either("name")),
            models.CheckConstraint(name="organisation_level", condition=models.Q(verification_level__lte=4)),
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_zh

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the comparison keys in step with the names."""
        self.name_key_en, self.name_key_zh = name_key(self.name_en), name_key(self.name_zh)
        if (fields := kwargs.get("update_fields")) is not None and {"name_en", "name_zh"} & set(fields):
            kwargs["update_fields"] = [*fields, "name_key_en", "name_key_zh"]
        super().save(*args, **kwargs)


class OrganisationIdentifier(models.Model):
    """A number by which a register knows an organisation, in its compact form. `country` names the register where the
    scheme alone does not.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=8, choices=IdentifierScheme.choices)
    country = models.CharField(max_length=2, blank=True)
    value = models.CharField(max_length=40)
    checked = models.BooleanField(default=False, help_text="compared with documents, for the present level")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="identifier_once", fields=["organisation", "scheme", "country", "value"]),
            models.CheckConstraint(
                name="identifier_scheme", condition=models.Q(scheme__in=IdentifierScheme.values) & ~models.Q(value="")
            ),
        ]
        indexes = [models.Index(name="identifier_value", fields=["scheme", "value"])]

    def __str__(self) -> str:
        return f"{self.scheme} {self.country} {self.value}"


class Membership(models.Model):
    """A person in an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="membership_once", fields=["organisation", "user"]),
            models.CheckConstraint(name="membership_role", condition=models.Q(role__in=MemberRole.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user} @ {self.organisation}"

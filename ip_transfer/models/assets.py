"""A piece of intellectual property and the facts of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.common.ids import PublicIdField
from hub.files.models import StoredFile
from ip_transfer.enums import AssetKind, LegalStatus

STALE_AFTER = timedelta(days=90)


class IPAsset(models.Model):
    """A piece of intellectual property of one organisation.

    `proposal_for` points from the facts that a revision proposes to the asset they would change.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="ip_assets")
    kind = models.CharField(_("Kind of right"), max_length=15, choices=AssetKind.choices, default=AssetKind.INVENTION)
    office = models.CharField(
        _("Office"), max_length=2, blank=True, help_text=_("Two letters, such as CN, US, EP or WO.")
    )
    number = models.CharField(_("Publication or registration number"), max_length=40, blank=True)
    number_key = models.CharField(max_length=40, blank=True, db_index=True)
    application_number = models.CharField(_("Application number"), max_length=40, blank=True)
    application_key = models.CharField(max_length=40, blank=True, db_index=True)
    legal_status = models.CharField(
        _("Legal status"), max_length=15, choices=LegalStatus.choices, default=LegalStatus.GRANTED
    )
    legal_status_at = models.DateField(_("Status as of"), null=True, blank=True)
    status_evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    filed_date = models.DateField(_("Filed"), null=True, blank=True)
    granted_date = models.DateField(_("Granted on"), null=True, blank=True)
    expires_date = models.DateField(_("Expires"), null=True, blank=True)
    owners = models.JSONField(_("Owners"), default=list, blank=True, help_text="[name, share in percent or null] each")
    encumbrances = models.JSONField(_("Encumbrances"), default=list, blank=True, help_text="codes of Encumbrance")
    ipc = models.JSONField(_("IPC symbols"), default=list, blank=True)
    proposal_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="proposals")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="ipasset_number_once",
                fields=["organisation", "number"],
                condition=~models.Q(number="") & models.Q(proposal_for=None),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.application_number or self.public_id

    def is_status_stale(self, today: date) -> bool:
        """Whether the legal status was looked up more than 90 days ago, or nobody said when."""
        return self.legal_status_at is None or today - self.legal_status_at > STALE_AFTER

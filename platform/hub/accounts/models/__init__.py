"""People, organisations, and who is trusted with what."""

from hub.accounts.models.joining import Invitation, InvitationUse, JoinRequest
from hub.accounts.models.organisations import Membership, Organisation, OrganisationIdentifier
from hub.accounts.models.people import RoleGrant, User
from hub.accounts.models.sign_ins import SignIn

__all__ = [
    "Invitation",
    "InvitationUse",
    "JoinRequest",
    "Membership",
    "Organisation",
    "OrganisationIdentifier",
    "RoleGrant",
    "SignIn",
    "User",
]

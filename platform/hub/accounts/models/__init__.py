"""People, organisations, and who is trusted with what."""

from hub.accounts.models.organisations import Membership, Organisation
from hub.accounts.models.people import RoleGrant, User
from hub.accounts.models.sign_ins import SignIn

__all__ = ["Membership", "Organisation", "RoleGrant", "SignIn", "User"]

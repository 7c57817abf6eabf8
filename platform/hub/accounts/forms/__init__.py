"""Clean input about people and organisations."""

from hub.accounts.forms.joining import AccessLinkForm, InvitationForm, JoinForm, RoleForm
from hub.accounts.forms.organisations import IdentifierForm, OrganisationEditForm, OrganisationForm
from hub.accounts.forms.people import HubSignupForm, ProfileForm

__all__ = [
    "AccessLinkForm",
    "HubSignupForm",
    "IdentifierForm",
    "InvitationForm",
    "JoinForm",
    "OrganisationEditForm",
    "OrganisationForm",
    "ProfileForm",
    "RoleForm",
]

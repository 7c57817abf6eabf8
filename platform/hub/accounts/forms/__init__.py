"""Clean input about people and organisations."""

from hub.accounts.forms.organisations import OrganisationForm
from hub.accounts.forms.people import HubSignupForm, ProfileForm

__all__ = ["HubSignupForm", "OrganisationForm", "ProfileForm"]

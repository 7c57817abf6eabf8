"""Clean input about pages."""

from cms.forms.contact import PersonMessageForm

__all__ = ["PersonMessageForm"]

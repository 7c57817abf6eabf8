"""Changing one's e-mail address."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm

from hub.accounts.models import User
from hub.accounts.models.people import email_key


class HubAddEmailForm(AddEmailForm):
    """A new address; it counts once the code that is sent there was entered."""

    def clean_email(self) -> str:
        """Take two spellings of one address for the same, as the database does: one that is another account's is answered
        like that account's own spelling, which allauth does not give away.
        """
        value = str(super().clean_email())
        holder = User.objects.filter(email_key=email_key(value)).first()
        if holder is None:
            return value
        if holder.pk == self.user.pk:
            raise get_adapter().validation_error("duplicate_email")
        return holder.email

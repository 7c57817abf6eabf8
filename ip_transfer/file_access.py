"""Who may open the data sheet of a listing: whoever may see the listing."""

from typing import Any

from hub.files.access import files_of
from ip_transfer.models import TransferListing
from ip_transfer.queries import visible_to


@files_of("ip_transfer.transferlisting")
def may_open(listing: TransferListing, user: Any) -> bool:
    """Follow the gate of the listing itself."""
    return visible_to(user).filter(pk=listing.pk).exists()

"""How often somebody may try to get in, or write to others: one table for all doors, counted by account and by network.

A limit by account alone would let a stranger lock somebody out, so it is wide; the narrow one counts account and network
together (OWASP ASVS 5, 6.1.1 and 6.3.1). Counters live in the cache; when that is down, people are let through.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hub.accounts.models.people import email_key
from hub.common.limits import seconds_to_wait

By = Literal["network", "account", "both", "person"]
MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Limit:
    """So many tries (`tries`) in a period (seconds), counted for each network, account, both together, or signed-in person."""

    by: By
    tries: int
    period: int


# By name of the address. "account" is the e-mail address that was typed.
LIMITS: Mapping[str, tuple[Limit, ...]] = {
    "account_login": (
        Limit("both", 8, 15 * MINUTE),
        Limit("account", 40, HOUR),
        Limit("network", 100, 10 * MINUTE),
    ),
    "account_signup": (Limit("account", 5, HOUR), Limit("network", 40, HOUR)),
    "account_reset_password": (Limit("account", 5, HOUR), Limit("network", 40, HOUR)),
    "account_reset_password_from_key": (Limit("network", 40, HOUR),),
    "account_email_verification_sent": (Limit("network", 60, 10 * MINUTE),),
    "account_reauthenticate": (Limit("person", 8, 15 * MINUTE),),
    "account_change_password": (Limit("person", 8, 15 * MINUTE),),
    "account_email": (Limit("person", 10, HOUR),),
    "account-copy": (Limit("person", 10, HOUR),),
    "account-erase": (Limit("person", 8, 15 * MINUTE),),
    "account-erasure-undo": (Limit("network", 40, HOUR),),
    "organisation-invite": (Limit("person", 30, HOUR),),
    "organisation-link": (Limit("person", 30, HOUR),),
    "organisation-join": (Limit("person", 10, HOUR),),
    "organisation-create": (Limit("person", 10, HOUR),),
    "correction-create": (Limit("person", 20, HOUR),),
    "conversation-open": (Limit("person", 10, HOUR),),
    "ip-enquire": (Limit("person", 10, HOUR),),
    "person-write": (Limit("person", 10, DAY),),
    "invitation-resend": (Limit("person", 30, HOUR),),
    "invitation": (Limit("network", 60, 10 * MINUTE),),
    "role-propose": (Limit("person", 30, HOUR),),
    "notice-unsubscribe": (Limit("network", 60, HOUR),),
}
ACCOUNT_FIELDS = ("login", "email")


@dataclass(frozen=True)
class Knock:
    """Who tries: the address they come from, the account they name, the person they are signed in as (0: none)."""

    address: str
    account: str
    person: int

    def key(self, by: By) -> str:
        """Return what a limit counts by; empty when it does not apply."""
        if by == "person":
            return str(self.person or "")
        account = hashlib.sha256(email_key(self.account).encode()).hexdigest()[:24] if self.account else ""
        if by == "account":
            return account
        return f"{account}@{self._network()}" if by == "both" else self._network()

    def _network(self) -> str:
        try:
            ip = ipaddress.ip_address(self.address)
        except ValueError:
            return self.address
        # One household holds a whole /64 of IPv6.
        return str(ipaddress.ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else str(ip)


def wait_for(door: str, knock: Knock, *, now: datetime) -> int:
    """Count a try at a door and return 0, or the seconds until the next try is worth it."""
    return max(_waits(door, knock, now), default=0)


def _waits(door: str, knock: Knock, now: datetime) -> Iterator[int]:
    for limit in LIMITS.get(door, ()):
        if who := knock.key(limit.by):
            what = f"{door}:{limit.by}"
            yield seconds_to_wait(what, who, limit=limit.tries, period=limit.period, now=now)

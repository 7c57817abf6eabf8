"""What people do to the outbox by hand is an act like any other."""

from hub.activity.services import record
from hub.outbox.witness import witnesses

witnesses.add("activity", record)

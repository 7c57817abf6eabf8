"""The state is written by `fire` and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hub.activity.models import Activity
from hub.outbox.models import OutboxMessage
from hub.workflow.errors import StateIsGuarded
from hub.workflow.machine import machines
from hub.workflow.models import StatefulQuerySet
from hub.workflow.services import fire
from ip_transfer.models import TransferListing
from tests.factories.accounts import actor_for
from tests.factories.standards import make_listing

pytestmark = pytest.mark.django_db


def stored_state(listing: TransferListing) -> str:
    return TransferListing.objects.values_list("state", flat=True).get(pk=listing.pk)


def values_of(listing: TransferListing) -> dict[str, Any]:
    """What it takes to make a second row like this one."""
    now = timezone.now()
    return {
        "organisation": listing.organisation,
        "acted_by": listing.acted_by,
        "asset": listing.asset,
        "title_en": "Second",
        "source_lang": "en",
        "created_at": now,
        "updated_at": now,
    }


def _assign(listing: TransferListing) -> None:
    listing.state = "published"


def _setattr_and_save(listing: TransferListing) -> None:
    setattr(listing, "state", "published")  # noqa: B010 - the other way to write it
    listing.save(update_fields=["state"])


def _update(listing: TransferListing) -> None:
    TransferListing.objects.filter(pk=listing.pk).update(state="published")


def _update_with_more(listing: TransferListing) -> None:
    TransferListing.objects.filter(pk=listing.pk).update(title_en="Changed", state="published")


def _update_through_a_relation(listing: TransferListing) -> None:
    listing.asset.listings.update(state="published")


def _bulk_update(listing: TransferListing) -> None:
    TransferListing.objects.bulk_update([listing], ["state"])


def _update_or_create(listing: TransferListing) -> None:
    TransferListing.objects.update_or_create(pk=listing.pk, defaults={"state": "published"})


def _upsert(listing: TransferListing) -> None:
    twin = TransferListing(pk=listing.pk, public_id=listing.public_id, **values_of(listing))
    TransferListing.objects.bulk_create(
        [twin], update_conflicts=True, unique_fields=["public_id"], update_fields=["state"]
    )


def _save_only_the_state(listing: TransferListing) -> None:
    listing.save(update_fields=["state"])


def _update_the_beginning(listing: TransferListing) -> None:
    TransferListing.objects.filter(pk=listing.pk).update(state_since=timezone.now())


def _save_the_beginning(listing: TransferListing) -> None:
    listing.save(update_fields=["state_since"])


ATTEMPTS = [
    _assign,
    _setattr_and_save,
    _update,
    _update_with_more,
    _update_through_a_relation,
    _bulk_update,
    _update_or_create,
    _upsert,
    _save_only_the_state,
    _update_the_beginning,
    _save_the_beginning,
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_state_of_a_row_is_not_written_past_fire(attempt: Callable[[TransferListing], None]) -> None:
    listing = make_listing()
    acts, effects, since = Activity.objects.count(), OutboxMessage.objects.count(), listing.state_since
    with pytest.raises(StateIsGuarded), transaction.atomic():
        attempt(listing)
    assert listing.state == "draft"
    assert stored_state(listing) == "draft"
    found = TransferListing.objects.get()
    assert (found.title_en, found.state_since) == ("Dry electrode coating", since)
    assert (Activity.objects.count(), OutboxMessage.objects.count()) == (acts, effects)


def test_a_new_object_with_an_old_key_does_not_overwrite_the_row() -> None:
    listing = make_listing()
    impostor = TransferListing(pk=listing.pk, **values_of(listing))
    impostor.__dict__["state"] = "published"
    with pytest.raises((StateIsGuarded, IntegrityError)), transaction.atomic():
        impostor.save()
    assert stored_state(listing) == "draft"


def test_saving_a_stale_object_does_not_turn_the_state_back() -> None:
    listing = make_listing(state="submitted")
    stale = TransferListing.objects.get(pk=listing.pk)
    since = timezone.now()
    fire(listing, "take_back", actor_for(listing.organisation), since)
    stale.title_en = "Edited meanwhile"
    stale.save()
    found = TransferListing.objects.get(pk=listing.pk)
    assert (found.state, found.state_since, found.title_en) == ("draft", since, "Edited meanwhile")


def _create(values: dict[str, Any]) -> None:
    TransferListing.objects.create(**values)


def _construct_and_save(values: dict[str, Any]) -> None:
    TransferListing(**values).save()


def _bulk_create(values: dict[str, Any]) -> None:
    TransferListing.objects.bulk_create([TransferListing(**values)])


def _get_or_create(values: dict[str, Any]) -> None:
    TransferListing.objects.get_or_create(public_id="abcdefghjkmn", defaults=values)


def _update_or_create_new(values: dict[str, Any]) -> None:
    TransferListing.objects.update_or_create(public_id="abcdefghjkmn", defaults=values)


def _create_through_a_relation(values: dict[str, Any]) -> None:
    values["asset"].listings.create(**{k: v for k, v in values.items() if k != "asset"})


BIRTHS = [
    _create,
    _construct_and_save,
    _bulk_create,
    _get_or_create,
    _update_or_create_new,
    _create_through_a_relation,
]


@pytest.mark.parametrize("birth", BIRTHS)
@pytest.mark.parametrize("state", ["submitted", "published", "withdrawn"])
def test_no_row_is_born_past_the_beginning(birth: Callable[[dict[str, Any]], None], state: str) -> None:
    listing = make_listing()
    with pytest.raises(StateIsGuarded), transaction.atomic():
        birth({**values_of(listing), "state": state})
    assert TransferListing.objects.count() == 1


def test_a_row_is_born_at_the_beginning() -> None:
    listing = make_listing()
    made = TransferListing.objects.create(**values_of(listing), state="draft")
    assert stored_state(made) == "draft"


def test_the_database_itself_refuses_a_state_that_is_none() -> None:
    listing = make_listing()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ip_transfer_transferlisting SET state = 'sold' WHERE id = %s", [listing.pk])
    assert stored_state(listing) == "draft"


def test_a_deferred_state_is_read_when_it_is_asked_for() -> None:
    listing = make_listing(state="submitted")
    light = TransferListing.objects.defer("state").get(pk=listing.pk)
    assert light.state == "submitted"
    light.title_en = "Still fine"
    light.save()
    assert stored_state(listing) == "submitted"


def test_other_fields_are_written_as_ever() -> None:
    listing = make_listing()
    assert TransferListing.objects.filter(pk=listing.pk).update(title_en="New title") == 1
    listing.title_zh = "干法电极"
    TransferListing.objects.bulk_update([listing], ["title_zh"])
    listing.trl = 9
    listing.save()
    found = TransferListing.objects.get(pk=listing.pk)
    assert (found.title_zh, found.trl, found.state) == ("干法电极", 9, "draft")


def test_djangos_own_manager_writes_no_state_either() -> None:
    listing = make_listing()
    for machine in machines:
        assert isinstance(machine.model._base_manager.all(), StatefulQuerySet), machine.model
    with pytest.raises(StateIsGuarded):
        TransferListing._base_manager.filter(pk=listing.pk).update(state="published")
    listing.refresh_from_db()
    assert listing.state == "draft"

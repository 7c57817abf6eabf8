"""With a scanner nobody gets a file before it was found clean; what nobody kept is swept away; the limit holds while streaming."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from hub.activity.models import Activity
from hub.activity.queries import list_acts_about
from hub.files.models import StoredFile
from hub.files.receiving import receive
from hub.files.services import have_unscanned_scanned, keep_file, store_upload, sweep_orphans
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from tests.factories.accounts import actor_for, admin_of, make_organisation, signed_in
from tests.factories.standards import bring_to, make_listing, make_standard
from tests.factories.uploads import PDF, build_pdf, make_pdf, upload
from tests.hub.files.scanners import CLAMD, MARK, real_clamd, small_scanner

pytestmark = pytest.mark.django_db
INFECTED = build_pdf(b"(" + MARK + b")")
KINDS = ["small", pytest.param("real", marks=pytest.mark.skipif(not CLAMD, reason="clamd is not installed"))]


@pytest.fixture(autouse=True)
def store(settings) -> Iterator[Path]:
    """The store, empty before and after."""
    folder = Path(settings.HUB_FILES_DIR)
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=KINDS)
def scanner(request, settings, tmp_path: Path) -> Iterator[None]:
    """A scanner that knows one virus."""
    with small_scanner() if request.param == "small" else real_clamd(tmp_path) as address:
        settings.HUB_CLAMD = address
        yield


def stored(content: bytes = PDF) -> StoredFile:
    organisation = make_organisation()
    return store_upload(
        actor=actor_for(organisation),
        upload=upload(content),
        organisation=organisation,
        subject=None,
        now=timezone.now(),
    )


def status(file: StoredFile) -> int:
    return asked(signed_in(file.uploaded_by), f"/en/files/{file.public_id}/")


def asked(client: Client, url: str) -> int:
    answer = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def scan() -> None:
    drain("files", now=timezone.now() + timedelta(seconds=1))


def test_a_clean_file_leaves_quarantine_after_its_scan(scanner) -> None:
    file = stored()
    assert (file.scan_state, status(file)) == ("pending", 409)
    scan()
    file.refresh_from_db()
    assert (file.scan_state, status(file)) == ("clean", 200)


def test_an_infected_file_is_refused_erased_and_its_uploader_can_read_of_it(
    scanner, store: Path, django_capture_on_commit_callbacks
) -> None:
    file = stored(INFECTED)
    with django_capture_on_commit_callbacks(execute=True):
        scan()
    file.refresh_from_db()
    assert (file.scan_state, bool(file.scan_found), status(file)) == ("refused", True, 409)
    assert list(store.glob("*")) == []
    assert [act.verb for act in list_acts_about(file.uploaded_by)] == ["file.refused"]


def test_while_no_scanner_answers_nothing_leaves(settings) -> None:
    settings.HUB_CLAMD = "127.0.0.1:1"
    file = stored()
    scan()
    row = OutboxMessage.objects.get(kind="files.scan")
    assert (row.state, row.attempts, row.last_error) == ("pending", 1, "ScannerUnavailable: ConnectionRefusedError")
    assert status(file) == 409
    with small_scanner() as address:
        settings.HUB_CLAMD = address
        drain("files", now=timezone.now() + timedelta(minutes=1))
    assert status(file) == 200


def test_a_scanner_that_does_not_know_lets_nothing_through(settings) -> None:
    with small_scanner() as address:
        settings.HUB_CLAMD = address
        file = stored(build_pdf(b"(too long)"))
        scan()
        assert status(file) == 409
        assert "size limit exceeded" in OutboxMessage.objects.get(kind="files.scan").last_error


def test_without_a_scanner_the_state_says_so_and_a_scanner_that_comes_later_gets_the_old_files(settings) -> None:
    file = stored()
    assert (file.scan_state, file.get_scan_state_display(), status(file)) == (
        "not-scanned", "Not scanned for viruses", 200,
    )  # fmt: skip
    assert have_unscanned_scanned() == 0
    with small_scanner() as address:
        settings.HUB_CLAMD = address
        assert status(file) == 409
        assert have_unscanned_scanned() == 1
        scan()
        assert status(file) == 200


def test_content_that_belongs_to_nothing_is_swept_away_after_an_hour(store: Path) -> None:
    kept = stored()
    organisation, orphan = make_organisation(), receive(upload())
    try:
        with transaction.atomic():
            keep_file(
                actor=actor_for(organisation),
                received=orphan,
                organisation=organisation,
                subject=None,
                now=timezone.now(),
            )
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert len(list(store.glob("*"))) == 2
    assert sweep_orphans(now=timezone.now()) == 0
    assert sweep_orphans(now=timezone.now() + timedelta(hours=2)) == 1
    assert [file.name for file in store.glob("*")] == [kept.content.name]


def test_a_service_that_fails_leaves_nothing_in_the_store(store: Path) -> None:
    organisation = make_organisation()
    with pytest.raises(ValueError, match="this act needs a person"):
        store_upload(
            actor=type(actor_for(organisation)).system(),
            upload=upload(),
            organisation=organisation,
            subject=None,
            now=timezone.now(),
        )
    assert list(store.glob("*")) == []


def test_who_opened_a_file_is_told_to_its_uploader_and_own_looks_are_not() -> None:
    listing = make_listing(standard=make_standard())
    owner, other = admin_of(listing.organisation), make_organisation()
    signed_in(owner).post(f"/en/technology/{listing.public_id}/data-sheet/", {"datasheet": upload(make_pdf("x"))})
    bring_to(listing, "published")
    listing.refresh_from_db()
    url = f"/en/files/{listing.datasheet.public_id}/"  # type: ignore[union-attr]
    for client in (signed_in(owner), signed_in(None), signed_in(admin_of(other))):
        assert asked(client, url) == 200
    opened = Activity.objects.filter(verb="file.opened")
    assert [(act.actor_user, act.about_user) for act in opened] == [(admin_of(other), owner)]
    page = signed_in(owner).get("/en/account/data/").content.decode()
    assert "opened a file" in page
    assert "Another organisation" in page


def test_a_file_over_the_limit_is_refused_beside_its_field_and_never_held_whole(settings) -> None:
    settings.HUB_MAX_UPLOAD_BYTES = 100_000
    listing = make_listing(standard=make_standard())
    long = upload(PDF + os.urandom(3_000_000))
    answer = signed_in(admin_of(listing.organisation)).post(
        f"/en/technology/{listing.public_id}/data-sheet/", {"datasheet": long}
    )
    assert answer.status_code == 422
    assert "The file is larger than 0 MB." in answer.content.decode()
    assert StoredFile.objects.count() == 0

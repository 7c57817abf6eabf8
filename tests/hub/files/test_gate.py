"""Downloads go through the gate, and arrive as something that a browser saves and does not run."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import User
from hub.files.models import StoredFile
from hub.files.services import store_upload
from ip_transfer.models import TransferListing
from ip_transfer.services.listings import attach_datasheet
from tests.factories.accounts import actor_for, admin_of, make_organisation, make_user, signed_in
from tests.factories.standards import bring_to, make_listing, make_standard
from tests.factories.uploads import make_pdf, upload

pytestmark = pytest.mark.django_db
CANARY = "zanzibar-canary-7741"


def url_of(file: StoredFile) -> str:
    return f"/en/files/{file.public_id}/"


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def with_datasheet() -> tuple[TransferListing, StoredFile]:
    listing = make_listing(standard=make_standard())
    attach_datasheet(
        actor=actor_for(listing.organisation), listing=listing, upload=upload(make_pdf(CANARY)), now=timezone.now()
    )
    listing.refresh_from_db()
    assert listing.datasheet is not None
    return listing, listing.datasheet


def stored(owner: User, subject: models.Model | None) -> StoredFile:
    organisation = make_organisation(admin=owner)
    return store_upload(
        actor=actor_for(organisation),
        upload=upload(make_pdf(CANARY)),
        organisation=organisation,
        subject=subject,
        now=timezone.now(),
    )


def closed_to(client: Client, file: StoredFile) -> bool:
    """Whether the file does not exist for this browser, and no word of it is in the answer."""
    answer = client.get(url_of(file))
    body = body_of(answer)
    assert CANARY.encode() not in body
    assert file.original_name.encode() not in body
    return answer.status_code == 404


def test_the_owner_gets_it_as_an_attachment_that_is_never_run() -> None:
    listing, file = with_datasheet()
    answer = signed_in(admin_of(listing.organisation)).get(url_of(file))
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="sheet.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert CANARY.encode() in body_of(answer)


def test_a_draft_s_file_does_not_exist_for_others() -> None:
    _listing, file = with_datasheet()
    assert closed_to(signed_in(None), file)
    assert closed_to(signed_in(make_user()), file)
    assert closed_to(signed_in(admin_of(make_organisation())), file)
    assert closed_to(signed_in(make_user(roles=(Role.REVIEWER, Role.PUBLISHER, Role.AUDITOR))), file)


def test_reviewers_see_it_from_submission_on_and_everybody_after_publication() -> None:
    listing, file = with_datasheet()
    reviewer, visitor = signed_in(make_user(roles=(Role.REVIEWER,))), signed_in(None)
    bring_to(listing, "submitted")
    assert CANARY.encode() in body_of(reviewer.get(url_of(file)))
    assert closed_to(visitor, file)
    other, file = with_datasheet()
    bring_to(other, "published")
    assert CANARY.encode() in body_of(visitor.get(url_of(file)))


def test_it_is_closed_again_after_withdrawal() -> None:
    listing, file = with_datasheet()
    bring_to(listing, "withdrawn")
    assert closed_to(signed_in(None), file)
    assert CANARY.encode() in body_of(signed_in(admin_of(listing.organisation)).get(url_of(file)))


def test_a_file_without_a_subject_is_its_uploaders_alone() -> None:
    owner = make_user()
    file = stored(owner, None)
    assert CANARY.encode() in body_of(signed_in(owner).get(url_of(file)))
    assert closed_to(signed_in(make_user()), file)
    assert closed_to(signed_in(make_user(roles=(Role.SUPERUSER,))), file)
    assert closed_to(signed_in(None), file)


def test_a_file_of_a_subject_without_a_rule_is_closed_to_everybody() -> None:
    owner = make_user()
    file = stored(owner, owner)
    assert closed_to(signed_in(owner), file)
    assert closed_to(signed_in(make_user(roles=(Role.SUPERUSER,))), file)


@pytest.mark.parametrize("wrong", ["abcdefghjkmn", "x", "%00", "a%00b", "..%2F..%2Fetc%2Fpasswd", "x" * 500])
def test_an_address_that_is_none_is_404(wrong: str) -> None:
    assert signed_in(make_user()).get(f"/en/files/{wrong}/").status_code == 404


def test_files_are_not_reached_by_their_path() -> None:
    _listing, file = with_datasheet()
    for path in (f"/media/{file.content.name}", f"/static/{file.content.name}", f"/files/{file.content.name}"):
        answer = signed_in(None).get(path, follow=True)
        assert answer.status_code == 404
        assert CANARY.encode() not in answer.content


def test_a_name_in_chinese_arrives_whole() -> None:
    owner = make_user()
    organisation = make_organisation(admin=owner)
    file = store_upload(
        actor=actor_for(organisation),
        upload=upload(name='干法 "电极".pdf'),
        organisation=organisation,
        subject=None,
        now=timezone.now(),
    )
    answer = signed_in(owner).get(url_of(file))
    body_of(answer)
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%B9%B2%E6%B3%95")


def test_only_reading_is_offered() -> None:
    owner = make_user()
    file = stored(owner, None)
    assert signed_in(owner).post(url_of(file)).status_code == 405
    assert signed_in(owner).delete(url_of(file)).status_code == 405

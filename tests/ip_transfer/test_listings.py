"""Drafting a listing: the owner's pages and the services below them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from hub.accounts.models import Organisation
from hub.activity.models import Activity
from hub.outbox.models import OutboxMessage
from hub.workflow.errors import GuardsUnmet, NotAllowed, WorkflowError, WrongState
from ip_transfer.forms.listings import ListingForm
from ip_transfer.models import IPAsset, TransferListing, TransferStandardLink
from ip_transfer.services.listings import attach_datasheet, create_listing, edit_listing, link_standard, unlink_standard
from tests.factories.accounts import actor_for, admin_of, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing, make_standard
from tests.factories.uploads import PDF, picture, upload
from tests.ip_transfer.forms_given import LISTING, POSTED

pytestmark = pytest.mark.django_db


def trace() -> tuple[int, int, int, int]:
    """How many acts, effects, assets and links there are."""
    models = (Activity, OutboxMessage, IPAsset, TransferStandardLink)
    return tuple(model.objects.count() for model in models)  # type: ignore[attr-defined, return-value]


def owner_of(listing: TransferListing) -> Any:
    return signed_in(admin_of(listing.organisation))


def test_a_listing_is_created_as_a_draft_of_the_organisation_acted_for() -> None:
    organisation = make_organisation()
    answer = signed_in(admin_of(organisation)).post("/en/technology/new/", POSTED)
    listing = TransferListing.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/en/technology/{listing.public_id}/")
    assert (listing.state, listing.organisation, listing.source_lang) == ("draft", organisation, "en")
    assert (listing.asset.number, listing.asset.office) == ("CN 115602795 B", "CN")
    assert (listing.price_minor, listing.price_currency, str(listing.price)) == (
        120_000,
        "CNY",
        "CNY\N{NO-BREAK SPACE}1,200",
    )
    verbs = list(Activity.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["organisation.created", "ip_asset.recorded", "listing.drafted"]


def test_the_same_number_is_the_same_asset_within_an_organisation_and_another_outside() -> None:
    first, second = make_organisation(), make_organisation()
    for organisation in (first, first, second):
        signed_in(admin_of(organisation)).post("/en/technology/new/", LISTING)
    assert TransferListing.objects.count() == 3
    assert IPAsset.objects.filter(organisation=first).count() == 1
    assert IPAsset.objects.filter(organisation=second).count() == 1


def test_what_was_typed_of_a_known_right_is_refused_beside_its_number_where_it_was_reviewed_otherwise() -> None:
    published = make_listing(state="published", asset={"number": LISTING["number"], "ipc": ["H01M 4/04"]})
    client = owner_of(published)
    refused = client.post("/en/technology/new/", {**LISTING, "legal_status": "lapsed"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["number"])
    assert TransferListing.objects.count() == 1
    assert client.post("/en/technology/new/", LISTING).status_code == 302
    draft = TransferListing.objects.exclude(pk=published.pk).get()
    changed = client.post(f"/en/technology/{draft.public_id}/edit/", {**LISTING, "kind": "design", "version": "1"})
    assert (changed.status_code, list(changed.context["form"].errors)) == (422, ["number"])
    asset = IPAsset.objects.get()
    assert (asset.legal_status, asset.kind, asset.ipc) == ("granted", "invention", ["H01M 4/04"])


def test_what_was_typed_of_a_known_right_is_kept_while_all_its_listings_are_drafts() -> None:
    draft = make_listing(asset={"number": LISTING["number"]})
    owner_of(draft).post("/en/technology/new/", {**LISTING, "ipc": "H01M 4/04", "legal_status": "lapsed"})
    asset = IPAsset.objects.get()
    assert (asset.ipc, asset.legal_status) == (["H01M 4/04"], "lapsed")


def test_without_an_organisation_one_is_led_to_register_it() -> None:
    client = signed_in(make_user())
    for answer in (client.get("/en/technology/new/"), client.post("/en/technology/new/", LISTING)):
        assert answer.status_code == 200
        assert "/en/organisations/register/" in answer.content.decode()
    assert TransferListing.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"title_en": "", "title_zh": ""}, ["title_zh"]),
        ({"title_en": "x" * 161}, ["title_en"]),
        ({"summary_zh": "字" * 601}, ["summary_zh"]),
        ({"number": ""}, ["number"]),
        ({"number": "<script>"}, ["number"]),
        ({"number": "CN\x00"}, ["number"]),
        ({"office": "1"}, ["office"]),
        ({"office": "CNX"}, ["office"]),
        ({"kind": "spell"}, ["kind"]),
        ({"mode": ""}, ["mode"]),
        ({"trl": "10"}, ["trl"]),
        ({"price_kind": "posted"}, ["price", "price_currency"]),
        ({"price_kind": "posted", "price": "5"}, ["price_currency"]),
        ({"price_kind": "posted", "price_currency": "CNY"}, ["price"]),
        ({"price_kind": "posted", "price": "0", "price_currency": "CNY"}, ["price"]),
        ({"price_kind": "posted", "price": "-5", "price_currency": "CNY"}, ["price"]),
        ({"price_kind": "posted", "price": "1.005", "price_currency": "CNY"}, ["price"]),
        ({"price_kind": "posted", "price": "10.50", "price_currency": "JPY"}, ["price"]),
        ({"price_kind": "posted", "price": "1e13", "price_currency": "CNY"}, ["price"]),
        ({"price_kind": "posted", "price": "NaN", "price_currency": "CNY"}, ["price"]),
        ({"price_kind": "posted", "price": "many", "price_currency": "CNY"}, ["price"]),
        ({"price_kind": "posted", "price": "5", "price_currency": "XAU"}, ["price_currency"]),
        ({"price_kind": "free"}, ["price_kind"]),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(change: dict[str, str], errors: list[str]) -> None:
    organisation = make_organisation()
    before = trace()
    answer = signed_in(admin_of(organisation)).post("/en/technology/new/", {**LISTING, **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == sorted(errors)
    assert all(f'id="id_{field}_error"' in page for field in errors)
    assert "<script>" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    assert (TransferListing.objects.count(), trace()) == (0, before)


@pytest.mark.parametrize(
    ("change", "minor", "currency"),
    [
        ({}, None, ""),
        ({"price_currency": "CNY"}, None, ""),
        ({"price": "99", "price_currency": "CNY", "price_max": "many", "royalty": "200"}, None, ""),
        ({"price_kind": "posted", "price": "5", "price_currency": "CNY", "price_max": "3", "royalty": "5"}, 500, "CNY"),
        ({"price_kind": "posted", "price": "0.01", "price_currency": "CNY"}, 1, "CNY"),
        ({"price_kind": "posted", "price": "10", "price_currency": "JPY"}, 10, "JPY"),
        ({"price_kind": "posted", "price": "10.00", "price_currency": "JPY"}, 10, "JPY"),
        ({"price_kind": "posted", "price": "1000000000000", "price_currency": "EUR"}, 10**14, "EUR"),
    ],
)
def test_a_price_is_posted_whole_or_not_at_all(change: dict[str, str], minor: int | None, currency: str) -> None:
    form = ListingForm({**LISTING, **change})
    assert form.is_valid(), form.errors
    assert (form.offer["price_minor"], form.offer["price_currency"]) == (minor, currency)
    assert (form.offer["price_max_minor"], form.offer["royalty_bp"]) == (None, None)


@pytest.mark.parametrize(
    "columns",
    [
        {"price_kind": "posted"},
        {"price_kind": "posted", "price_minor": 5},
        {"price_kind": "posted", "price_minor": 0, "price_currency": "CNY"},
        {"price_kind": "on_request", "price_minor": 5, "price_currency": "CNY"},
    ],
)
def test_the_database_keeps_no_half_price(columns: dict[str, Any]) -> None:
    listing = make_listing()
    with pytest.raises(IntegrityError), transaction.atomic():
        TransferListing.objects.filter(pk=listing.pk).update(**columns)


def test_a_draft_is_edited_by_its_owner() -> None:
    listing = make_listing()
    given = {**POSTED, "number": listing.asset.number, "title_zh": "干法电极", "trl": ""}
    form_page = owner_of(listing).get(f"/en/technology/{listing.public_id}/edit/")
    assert form_page.context["form"]["title_en"].value() == "Dry electrode coating"
    answer = owner_of(listing).post(f"/en/technology/{listing.public_id}/edit/", given)
    assert answer["Location"] == f"/en/technology/{listing.public_id}/"
    listing.refresh_from_db()
    assert (listing.title_zh, listing.trl, listing.price_minor, listing.state) == ("干法电极", None, 120_000, "draft")
    assert Activity.objects.filter(verb="listing.edited").count() == 1


def test_a_number_that_the_organisation_recorded_before_means_that_asset() -> None:
    first = make_listing()
    second = make_listing(first.organisation)
    given = {**LISTING, "number": first.asset.number}
    answer = owner_of(second).post(f"/en/technology/{second.public_id}/edit/", given)
    assert answer.status_code == 302
    second.refresh_from_db()
    assert second.asset == first.asset
    assert IPAsset.objects.count() == 2


@pytest.mark.parametrize("state", ["submitted", "in_review", "published", "withdrawn"])
def test_what_is_no_draft_any_more_is_not_changed(state: str) -> None:
    listing = make_listing(state=state)
    standard, before = make_standard(), None
    link = listing.standard_links.get()
    before = trace()
    base = f"/en/technology/{listing.public_id}/"
    client = owner_of(listing)
    answers = [
        client.post(f"{base}edit/", {**LISTING, "title_en": "Changed"}),
        client.post(f"{base}standards/", {"number": standard.number, "role": "needs", "clause": ""}),
        client.post(f"{base}standards/{link.pk}/remove/"),
        client.post(f"{base}data-sheet/", {"datasheet": upload()}),
    ]
    assert [a.status_code for a in answers] == [409, 409, 409, 409]
    listing.refresh_from_db()
    assert (listing.title_en, listing.datasheet, trace()) == ("Dry electrode coating", None, before)


def refusals(listing: TransferListing, organisation: Organisation) -> list[type[WorkflowError]]:
    """Try every change as somebody; return how each was refused."""
    standard, actor, now = make_standard(), actor_for(organisation), timezone.now()
    asset = {"kind": "design", "office": "CN", "number": "CN1", "legal_status": "lapsed"}
    given: dict[str, Any] = {"actor": actor, "listing": listing, "now": now}
    link = listing.standard_links.get()
    attempts = (
        lambda: edit_listing(asset=asset, offer={"title_en": "Changed"}, **given),
        lambda: link_standard(standard=standard, role="needs", clause="", **given),
        lambda: unlink_standard(link_id=link.pk, **given),
        lambda: attach_datasheet(upload=upload(), **given),
    )
    found = []
    for attempt in attempts:
        with pytest.raises(WorkflowError) as caught:
            attempt()
        found.append(caught.type)
    return found


def test_the_services_themselves_refuse_strangers_and_late_owners() -> None:
    draft, late = make_listing(standard=make_standard()), make_listing(state="submitted")
    stranger = make_organisation()
    before = (IPAsset.objects.count(), TransferStandardLink.objects.count())
    assert refusals(draft, stranger) == [NotAllowed] * 4
    assert refusals(late, stranger) == [NotAllowed] * 4
    assert refusals(late, late.organisation) == [WrongState] * 4
    assert (IPAsset.objects.count(), TransferStandardLink.objects.count()) == before
    assert not Activity.objects.filter(verb__in=["listing.edited", "listing.standard_unlinked", "file.stored"]).exists()


@pytest.mark.parametrize(
    "typed", ["GB/T 36276-2023", "gbt36276-2023", "ＧＢ／Ｔ　３６２７６—２０２３", "GB/T36276", " gb/t 36276 – 2023 "]
)
def test_a_standard_is_found_in_whatever_form_its_number_is_typed(typed: str) -> None:
    make_standard("GB/T 36276-2023")
    listing = make_listing()
    form = {"number": typed, "role": "implements", "clause": "6.2"}
    answer = owner_of(listing).post(f"/en/technology/{listing.public_id}/standards/", form)
    assert answer.status_code == 302
    link = listing.standard_links.get()
    assert (link.standard.number, link.role, link.clause) == ("GB/T 36276-2023", "implements", "6.2")
    act = Activity.objects.get(verb="listing.standard_linked")
    assert act.data == {"standard": "gb-t-36276-2023", "number": "GB/T 36276-2023", "role": "implements"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": "GB/T 99999-2023"}, "number"),
        ({"number": "<b>nothing</b>"}, "number"),
        ({"number": ""}, "number"),
        ({"number": "电池"}, "number"),
        ({"role": "friend of"}, "role"),
        ({"clause": "9" * 21}, "clause"),
    ],
)
def test_an_unknown_number_is_an_error_beside_the_field_and_nothing_is_tied(change: dict[str, str], field: str) -> None:
    make_standard("GB/T 36276-2023")
    listing = make_listing()
    before = trace()
    form = {"number": "GB/T 36276-2023", "role": "implements", "clause": "", **change}
    answer = owner_of(listing).post(f"/en/technology/{listing.public_id}/standards/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert "<b>nothing" not in page
    assert trace() == before


def test_the_same_tie_twice_is_one_and_untying_twice_is_no_error() -> None:
    listing, standard = make_listing(), make_standard()
    client, base = owner_of(listing), f"/en/technology/{listing.public_id}/standards/"
    for _n in range(2):
        assert client.post(base, {"number": standard.number, "role": "needs", "clause": ""}).status_code == 302
    link = listing.standard_links.get()
    for _n in range(2):
        assert client.post(f"{base}{link.pk}/remove/").status_code == 302
    assert listing.standard_links.count() == 0
    verbs = list(Activity.objects.filter(verb__contains="standard_").order_by("id").values_list("verb", flat=True))
    assert verbs == ["listing.standard_linked", "listing.standard_unlinked"]


def test_one_clause_in_two_roles_is_refused_beside_the_field_another_clause_is_not() -> None:
    listing, standard = make_listing(), make_standard()
    client, base = owner_of(listing), f"/en/technology/{listing.public_id}/standards/"
    assert client.post(base, {"number": standard.number, "role": "needs", "clause": "6.2"}).status_code == 302
    before = trace()
    refused = client.post(base, {"number": standard.number, "role": "implements", "clause": "6.2"})
    assert (refused.status_code, 'id="id_clause_error"' in refused.content.decode()) == (422, True)
    assert trace() == before
    assert client.post(base, {"number": standard.number, "role": "implements", "clause": "7"}).status_code == 302
    assert listing.standard_links.count() == 2


def test_a_tie_of_another_listing_is_not_undone_through_ones_own() -> None:
    foreign, own = make_listing(standard=make_standard()), make_listing()
    link = foreign.standard_links.get()
    owner_of(own).post(f"/en/technology/{own.public_id}/standards/{link.pk}/remove/")
    assert foreign.standard_links.count() == 1
    assert owner_of(own).post(f"/en/technology/{own.public_id}/standards/{'9' * 30}/remove/").status_code == 302


@pytest.mark.parametrize("name", ["sheet.pdf", "photo.html"])
def test_a_data_sheet_is_attached_and_shown(name: str) -> None:
    listing = make_listing()
    content = PDF if name == "sheet.pdf" else picture()
    answer = owner_of(listing).post(
        f"/en/technology/{listing.public_id}/data-sheet/", {"datasheet": upload(content, name)}
    )
    assert answer.status_code == 302
    listing.refresh_from_db()
    assert listing.datasheet is not None
    assert listing.datasheet.subject == listing
    assert listing.datasheet.media_type == ("application/pdf" if name == "sheet.pdf" else "image/png")
    assert Activity.objects.get(verb="listing.datasheet_attached").data == {"file": listing.datasheet.public_id}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg/>", "Files of this type are not taken here."),
        (PDF[:20], "The file is damaged"),
        (b"", "The submitted file is empty."),
        (PDF + b" " * 21 * 1024 * 1024, "The file is larger than 20 MB."),
    ],
)
def test_a_file_that_is_refused_is_said_beside_the_field(content: bytes, words: str) -> None:
    listing = make_listing()
    before = trace()
    answer = owner_of(listing).post(f"/en/technology/{listing.public_id}/data-sheet/", {"datasheet": upload(content)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'id="id_datasheet_error"' in page
    listing.refresh_from_db()
    assert (listing.datasheet, trace()) == (None, before)


def test_a_listing_needs_no_person_of_another_organisation() -> None:
    organisation = make_organisation()
    asset = {"kind": "know_how", "office": "", "number": "", "legal_status": "unregistered"}
    offer = ListingForm({**LISTING, "kind": "know_how", "number": "", "title_en": "", "title_zh": "工艺诀窍"})
    assert offer.is_valid()
    listing = create_listing(
        actor=actor_for(organisation), organisation=organisation, asset=asset, offer=offer.offer, now=timezone.now()
    )
    assert (listing.source_lang, str(listing), listing.asset.number) == ("zh", "工艺诀窍", "")


@pytest.mark.django_db
def test_editing_a_draft_does_not_change_what_another_listing_was_reviewed_with() -> None:
    organisation = make_organisation()
    published = make_listing(organisation, state="published")
    draft = make_listing(organisation)
    asset = {"kind": "design", "office": "CN", "number": published.asset.number, "legal_status": "lapsed"}
    offer = {"title_en": "Changed", "title_zh": ""}
    with pytest.raises(GuardsUnmet):
        edit_listing(actor=actor_for(organisation), listing=draft, asset=asset, offer=offer, now=timezone.now())
    published.asset.refresh_from_db()
    draft.refresh_from_db()
    assert (published.asset.kind, published.asset.legal_status) == ("invention", "granted")
    assert draft.title_en != "Changed"


def test_names_of_owners_in_the_other_language_say_so() -> None:
    listing = make_listing(state="published")
    listing.asset.owners = [["汉泽电池", 70.0], ["清禾研究院", 30.0]]
    listing.asset.save(update_fields=["owners"])
    assert '<span lang="zh-Hans">汉泽电池 (70 %), 清禾研究院 (30 %)</span>' in text_of(listing)


def test_a_visitor_reaches_the_offer_before_the_content() -> None:
    page = text_of(make_listing(state="published"))
    assert page.index("The offer") < page.index("What it is")


def text_of(listing: TransferListing) -> str:
    return str(Client().get(listing.get_absolute_url()).content.decode())


@pytest.mark.parametrize(
    ("typed", "minor"), [("320万", 320_000_000), ("3,200,000.50", 320_000_050), ("1.234.567,89", 123_456_789)]
)
def test_prices_are_read_as_people_type_them(typed: str, minor: int) -> None:
    form = ListingForm(POSTED | {"price": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["price_minor"] == minor


def test_a_price_that_could_be_two_is_asked_about() -> None:
    form = ListingForm(POSTED | {"price": "12.500"})
    assert form.errors["price"] == ["This can be read as two amounts. Enter 12500 or 12.50."]

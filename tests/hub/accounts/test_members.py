"""Who belongs to an organisation: only its administrators change that, and one of them always stays."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.accounts.enums import JoinState, MemberRole
from hub.accounts.models import Invitation, InvitationUse, JoinRequest, Membership, Organisation, User
from hub.accounts.services.invitations import (
    VALID_FOR,
    hash_of,
    invite_by_mail,
    make_access_link,
    redeem_invitation,
    resend_invitation,
    revoke_invitation,
)
from hub.accounts.services.joining import ask_to_join
from hub.accounts.services.members import add_member, change_role, remove_member
from hub.accounts.services.organisations import lock_as_admin
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.workflow.errors import GuardsUnmet, NotAllowed
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user, signed_in

pytestmark = pytest.mark.django_db


def url(organisation: Organisation, rest: str = "members/") -> str:
    return f"/en/organisations/{organisation.public_id}/{rest}"


def roles(organisation: Organisation) -> dict[str, str]:
    return dict(Membership.objects.filter(organisation=organisation).values_list("user__public_id", "role"))


def test_strangers_and_plain_members_change_nothing() -> None:
    organisation = make_organisation()
    member, stranger = make_member(organisation), make_user()
    before, acts = roles(organisation), Activity.objects.count()
    now = timezone.now()
    for person in (member, stranger, admin_of(make_organisation())):
        actor = Actor.person(person, organisation)
        with pytest.raises(NotAllowed):
            add_member(actor=actor, organisation=organisation, user=stranger, role=MemberRole.ADMIN, now=now)
        with pytest.raises(NotAllowed):
            change_role(actor=actor, organisation=organisation, user=person, role=MemberRole.ADMIN, now=now)
        with pytest.raises(NotAllowed):
            remove_member(actor=actor, organisation=organisation, user=admin_of(organisation), now=now)
        with pytest.raises(NotAllowed):
            invite_by_mail(
                actor=actor,
                organisation=organisation,
                email="a@b.example",
                role=MemberRole.ADMIN,
                language="en",
                now=now,
            )
        with pytest.raises(NotAllowed):
            make_access_link(actor=actor, organisation=organisation, uses=3, language="en", now=now)
    assert roles(organisation) == before
    assert Invitation.objects.count() == 0
    assert Activity.objects.filter(verb__startswith="invitation").count() == 0
    assert Activity.objects.count() == acts + 1  # the other organisation came into being


def test_the_last_administrator_neither_leaves_nor_steps_down() -> None:
    organisation = make_organisation()
    admin, member = admin_of(organisation), make_member(organisation)
    client = signed_in(admin)
    assert client.post(url(organisation, "leave/")).status_code == 409
    answer = client.post(url(organisation, f"members/{admin.public_id}/role/"), {"role": "member"})
    assert answer.status_code == 409
    assert "Make somebody else an administrator first" in answer.content.decode()
    assert roles(organisation) == {admin.public_id: "admin", member.public_id: "member"}
    client.post(url(organisation, f"members/{member.public_id}/role/"), {"role": "admin"})
    assert client.post(url(organisation, "leave/"))["Location"] == "/en/account/"
    assert roles(organisation) == {member.public_id: "admin"}
    verbs = Activity.objects.filter(subject_id=organisation.pk).values_list("verb", flat=True)
    assert {"organisation.role_changed", "organisation.member_left"} <= set(verbs)


def test_an_administrator_who_cannot_sign_in_does_not_count() -> None:
    organisation = make_organisation()
    gone = make_member(organisation)
    now = timezone.now()
    change_role(actor=actor_for(organisation), organisation=organisation, user=gone, role=MemberRole.ADMIN, now=now)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with pytest.raises(GuardsUnmet):
        remove_member(actor=actor_for(organisation), organisation=organisation, user=admin_of(organisation), now=now)


def test_a_member_who_was_removed_sees_nothing_more() -> None:
    organisation = make_organisation()
    member = make_member(organisation)
    client = signed_in(member)
    assert client.get(url(organisation)).status_code == 200
    signed_in(admin_of(organisation)).post(url(organisation, f"members/{member.public_id}/remove/"))
    assert client.get(url(organisation)).status_code == 404


def test_plain_members_see_colleagues_but_no_addresses() -> None:
    organisation = make_organisation()
    colleague = make_member(organisation, name="Lin Wei", email="lin.wei@hidden.example")
    page = signed_in(make_member(organisation)).get(url(organisation)).content.decode()
    assert "Lin Wei" in page
    assert colleague.email not in page
    assert "Invite people" not in page


def test_twenty_members_cost_what_one_costs() -> None:
    organisation = make_organisation()
    client = signed_in(admin_of(organisation))
    counts = []
    for more in (1, 19):
        for number in range(more):
            make_member(organisation)
            ask_to_join(actor=Actor.person(make_user()), organisation=organisation, message="", now=timezone.now())
            invite_by_mail(
                actor=actor_for(organisation),
                organisation=organisation,
                email=f"p{more}-{number}@b.example",
                role=MemberRole.MEMBER,
                language="en",
                now=timezone.now(),
            )
        client.get(url(organisation))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(organisation)).status_code == 200
        counts.append(len(queries))
    assert counts == [9, 9]


def invite(organisation: Organisation, email: str = "new@b.example", **more: str) -> str:
    """Invite by the page, and return the path of the link in the mail."""
    answer = signed_in(admin_of(organisation)).post(
        url(organisation, "invitations/"), {"email": email, "role": "member", "language": "en", **more}
    )
    assert answer.status_code == 302
    drain("mail")
    text = mail.outbox[-1].body
    return (
        next(line for line in text.splitlines() if "/organisations/invitation/" in line)
        .split("localhost")[1]
        .lstrip(":0123456789")
    )


def test_an_invitation_is_mailed_in_its_language_and_accepted_with_any_address() -> None:
    organisation = make_organisation("Hanze Battery", name_zh="汉泽电池")
    path = invite(organisation, email="li@b.example", role="admin", language="zh-hans")
    assert mail.outbox[-1].to == ["li@b.example"]
    assert "汉泽电池" in mail.outbox[-1].subject
    assert path.startswith("/zh-hans/organisations/invitation/")
    other = make_user(email="somebody.else@c.example")
    client = signed_in(other)
    assert "汉泽电池" in client.get(path).content.decode()
    assert roles(organisation).get(other.public_id) is None  # looking is not accepting
    assert client.post(path)["Location"] == f"/zh-hans/organisations/{organisation.public_id}/"
    assert roles(organisation)[other.public_id] == "admin"
    assert client.get("/en/account/").wsgi_request.organisation == organisation
    assert signed_in(make_user()).post(path).status_code == 409


def test_the_secret_of_a_link_is_kept_nowhere() -> None:
    organisation = make_organisation()
    token = invite(organisation).rstrip("/").rsplit("/", 1)[1]
    assert Invitation.objects.get().token_hash == hash_of(token)
    assert token not in str(list(Invitation.objects.values())) + str(list(OutboxMessage.objects.values()))
    assert token not in str(list(Activity.objects.values()))


def test_a_visitor_is_led_through_sign_in_back_to_the_invitation(client) -> None:
    path = invite(make_organisation())
    page = client.get(path)
    assert page.status_code == 200
    assert f"/en/accounts/signup/?next={path}" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert client.post(path).status_code == 200
    assert InvitationUse.objects.count() == 0


def test_inviting_says_nothing_about_who_has_an_account() -> None:
    organisation = make_organisation()
    known = make_user(email="known@b.example")
    client = signed_in(admin_of(organisation))
    pages = []
    for email in (known.email, "unknown@b.example"):
        given = {"email": email, "role": "member", "language": "en"}
        answer = client.post(url(organisation, "invitations/"), given, follow=True)
        pages.append((answer.status_code, len(answer.redirect_chain)))
    drain("mail")
    bodies = [m.body.split("http")[0] for m in mail.outbox[-2:]]
    assert pages[0] == pages[1]
    assert bodies[0] == bodies[1]


def test_an_address_with_an_open_invitation_is_not_invited_twice() -> None:
    organisation = make_organisation()
    invite(organisation, email="li@b.example")
    given = {"email": "LI@b.example", "role": "member", "language": "en"}
    answer = signed_in(admin_of(organisation)).post(url(organisation, "invitations/"), given)
    assert answer.status_code == 422
    assert "This address has an open invitation" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_sent_again_the_old_link_is_dead_and_taken_back_the_new_one_too() -> None:
    organisation = make_organisation()
    actor, now = actor_for(organisation), timezone.now()
    old = invite(organisation)
    invitation = Invitation.objects.get()
    resend_invitation(actor=actor, invitation=invitation, now=now)
    drain("mail")
    assert len(mail.outbox) == 2
    client = signed_in(make_user())
    assert client.post(old).status_code == 404
    new = mail.outbox[-1].body.split("/organisations/invitation/")[1].split("/")[0]
    revoke_invitation(actor=actor, invitation=invitation, now=now)
    assert client.post(f"/en/organisations/invitation/{new}/").status_code == 409
    assert "It was taken back." in client.get(f"/en/organisations/invitation/{new}/").content.decode()
    with pytest.raises(GuardsUnmet):
        resend_invitation(actor=actor, invitation=invitation, now=now)
    assert InvitationUse.objects.count() == 0


def test_an_invitation_is_over_when_its_time_is() -> None:
    organisation, now = make_organisation(), timezone.now()
    _link, token = make_access_link(
        actor=actor_for(organisation), organisation=organisation, uses=2, language="en", now=now
    )
    late = make_user()
    with pytest.raises(GuardsUnmet, match="time is over"):
        redeem_invitation(actor=Actor.person(late), token=token, now=now + VALID_FOR)
    redeem_invitation(actor=Actor.person(late), token=token, now=now + VALID_FOR - timedelta(seconds=1))
    assert late.public_id in roles(organisation)


def test_who_is_a_member_uses_no_place_up_and_stays_what_they_are() -> None:
    organisation, now = make_organisation(), timezone.now()
    link, token = make_access_link(
        actor=actor_for(organisation), organisation=organisation, uses=1, language="en", now=now
    )
    membership = redeem_invitation(actor=actor_for(organisation), token=token, now=now)
    link.refresh_from_db()
    assert (membership.role, link.uses) == ("admin", 0)


def test_who_was_removed_does_not_come_back_by_the_same_link() -> None:
    organisation, now, person = make_organisation(), timezone.now(), make_user()
    actor = actor_for(organisation)
    link, token = make_access_link(actor=actor, organisation=organisation, uses=5, language="en", now=now)
    redeem_invitation(actor=Actor.person(person), token=token, now=now)
    remove_member(actor=actor, organisation=organisation, user=person, now=now)
    with pytest.raises(GuardsUnmet, match="no member any more"):
        redeem_invitation(actor=Actor.person(person), token=token, now=now)
    link.refresh_from_db()
    assert (person.public_id in roles(organisation), link.uses) == (False, 1)
    _other, fresh = make_access_link(actor=actor, organisation=organisation, uses=5, language="en", now=now)
    redeem_invitation(actor=Actor.person(person), token=fresh, now=now)
    assert person.public_id in roles(organisation)


def test_an_access_link_is_shown_once() -> None:
    organisation = make_organisation()
    client = signed_in(admin_of(organisation))
    shown = client.post(url(organisation, "links/"), {"uses": "20"}, follow=True).content.decode()
    assert "/organisations/invitation/" in shown
    assert "/organisations/invitation/" not in client.get(url(organisation)).content.decode()
    assert Invitation.objects.get().uses_allowed == 20


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("places", [1, 3])
def test_of_people_who_redeem_at_once_only_as_many_win_as_there_are_places(places: int) -> None:
    organisation, now = make_organisation(), timezone.now()
    _link, token = make_access_link(
        actor=actor_for(organisation), organisation=organisation, uses=places, language="en", now=now
    )
    people = [make_user() for _n in range(8)]
    outcomes: list[str] = []
    gate = threading.Barrier(len(people))

    def redeem(person: User) -> None:
        gate.wait()
        try:
            redeem_invitation(actor=Actor.person(person), token=token, now=now)
            outcomes.append("in")
        except GuardsUnmet:
            outcomes.append("refused")
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=redeem, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == sorted(["in"] * places + ["refused"] * (8 - places))
    assert Membership.objects.filter(organisation=organisation).count() == 1 + places
    assert Invitation.objects.get().uses == InvitationUse.objects.count() == places


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_redeems_an_invitation_does_not_wait_for_an_administrator_at_work() -> None:
    organisation, now, person = make_organisation(), timezone.now(), make_user()
    invitation, token = make_access_link(
        actor=actor_for(organisation), organisation=organisation, uses=2, language="en", now=now
    )

    def redeem() -> None:
        try:
            redeem_invitation(actor=Actor.person(person), token=token, now=now)
        finally:
            connection.close()

    comes_in = threading.Thread(target=redeem)
    with transaction.atomic():
        lock_as_admin(actor_for(organisation), organisation)
        comes_in.start()
        comes_in.join(timeout=5)
        assert not comes_in.is_alive()  # else the two would wait for each other in what follows
        revoke_invitation(actor=actor_for(organisation), invitation=invitation, now=now)
    comes_in.join()
    assert Membership.objects.filter(organisation=organisation, user=person).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_leave_at_once_leave_one_behind() -> None:
    organisation, now = make_organisation(), timezone.now()
    second = make_member(organisation)
    change_role(actor=actor_for(organisation), organisation=organisation, user=second, role=MemberRole.ADMIN, now=now)
    gate = threading.Barrier(2)

    def go(person: User) -> None:
        gate.wait()
        try:
            remove_member(actor=Actor.person(person), organisation=organisation, user=person, now=now)
        except GuardsUnmet:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(p,)) for p in (admin_of(organisation), second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Membership.objects.filter(organisation=organisation, role="admin").count() == 1


def test_a_request_to_join_is_answered_by_administrators_only() -> None:
    organisation = make_organisation("Meridian Optics")
    asker = make_user("Lin Wei", email="lin@b.example")
    client = signed_in(asker)
    client.post(url(organisation, "join/"), {"message": "Quality department"})
    client.post(url(organisation, "join/"), {"message": "again"})
    asked = JoinRequest.objects.get()
    drain("mail")
    assert [m.to for m in mail.outbox] == [[admin_of(organisation).email]]
    assert "Quality department" in mail.outbox[0].body
    act = f"/en/acts/join-request/{asked.public_id}/"
    assert signed_in(admin_of(make_organisation())).post(act + "accept/").status_code == 404
    assert client.post(act + "accept/").status_code == 403
    assert signed_in(make_member(organisation)).post(act + "accept/").status_code == 404
    assert asker.public_id not in roles(organisation)
    answer = signed_in(admin_of(organisation)).post(act + "accept/")
    assert answer["Location"] == url(organisation)
    assert roles(organisation)[asker.public_id] == "member"
    drain("mail")
    assert mail.outbox[-1].to == ["lin@b.example"]
    assert client.get(url(organisation, "join/")).status_code == 302


def test_a_declined_request_brings_nobody_in_and_may_be_made_again() -> None:
    organisation, asker = make_organisation(), make_user()
    first = ask_to_join(actor=Actor.person(asker), organisation=organisation, message="", now=timezone.now())
    signed_in(admin_of(organisation)).post(f"/en/acts/join-request/{first.public_id}/decline/")
    first.refresh_from_db()
    assert first.state == JoinState.DECLINED
    assert asker.public_id not in roles(organisation)
    second = ask_to_join(actor=Actor.person(asker), organisation=organisation, message="", now=timezone.now())
    signed_in(asker).post(f"/en/acts/join-request/{second.public_id}/withdraw/")
    assert JoinRequest.objects.get(pk=second.pk).state == JoinState.WITHDRAWN

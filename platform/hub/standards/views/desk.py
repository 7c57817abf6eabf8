"""The editing desk: the queue, an entry, its relations, documents, steps and withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.middleware import actor_of
from hub.common.bilingual import pick
from hub.common.plain_text import plain_text
from hub.common.views.errors import conflict
from hub.files.typing import UnacceptableFile
from hub.standards import queries
from hub.standards.enums import Status, WithdrawalGround
from hub.standards.forms.entries import (
    DocumentForm,
    RelationForm,
    StandardForm,
    StepForm,
    WithdrawalForm,
    initial_of,
)
from hub.standards.models import Standard
from hub.standards.queries.desk import changed_last, drafts, list_imports
from hub.standards.queries.documents import document_of_or_none, documents_of
from hub.standards.queries.relations import count_broken, count_broken_by_register, list_broken, relations_of
from hub.standards.rules import can_edit
from hub.standards.services import editing
from hub.standards.services.documents import add_document, remove_document
from hub.standards.views.paging import grouped, paged

SHOWN = 10
BROKEN_PER_PAGE = 50
View = Callable[..., HttpResponse]


def desk_view(view: View) -> View:
    """Let publishers and editors through; others learn who grants the role."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_edit(request.user):
            raise PermissionDenied(
                _("The registry is kept by editors and publishers. The association's staff grants these roles.")
            )
        return view(request, *args, **kwargs)

    wrapped: View = login_required(guarded)
    return wrapped


@require_safe
@desk_view
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, what changed last, and the ways in."""
    context = {
        "broken": count_broken(),
        "drafts": drafts(SHOWN),
        "changed": changed_last(SHOWN),
        "imports": list_imports(SHOWN),
    }
    return render(request, "standards/desk/desk.html", context)


@require_safe
@desk_view
def broken(request: HttpRequest) -> HttpResponse:
    """Relations whose other end the registry does not hold, of one register if one is asked for."""
    registers = count_broken_by_register()
    asked = request.GET.get("register")
    register = asked if asked in dict(registers) else None
    rows = paged(request, list_broken(register), BROKEN_PER_PAGE)
    total = rows["page"].paginator.count
    context = {**rows, "registers": registers, "register": register, "total": total, "total_text": grouped(total)}
    return render(request, "standards/desk/broken.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def entry_create(request: HttpRequest) -> HttpResponse:
    """Register a standard, or the next edition of one."""
    earlier = Standard.objects.filter(slug=plain_text(request.GET.get("edition_of", "")[:120])).first()
    initial = {"status": Status.IN_FORCE, "stage_code": "60.60", "number": request.GET.get("number", "")[:100]}
    if earlier:
        known = initial_of(earlier)
        same = ("title_en", "title_zh", "abstract_en", "abstract_zh", "issuer", "ics", "text_languages")
        initial |= {name: known[name] for name in same} | {"number": earlier.number.rsplit("-", 1)[0]}
    form = StandardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = editing.register_standard(
                actor=actor_of(request), values=form.values, now=timezone.now(), replaces=earlier
            )
        except editing.EntryTaken:
            form.add_error("number", _("Somebody has just registered this number."))
        else:
            return redirect("standard-desk", made.slug)
    context = {"form": form, "earlier": earlier}
    return render(request, "standards/desk/entry_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def entry_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change an entry."""
    standard = queries.get_visible_or_404(request.user, slug)
    form = StandardForm(request.POST or None, initial=initial_of(standard), standard=standard)
    if request.method == "POST" and form.is_valid():
        stamp = form.cleaned_data["stamp"]
        try:
            editing.edit_standard(
                actor=actor_of(request), standard=standard, values=form.values, stamp=stamp, now=timezone.now()
            )
        except editing.EntryChanged:
            form.add_error(
                None, _("Somebody changed this entry while you were writing. Open it again in another tab and compare.")
            )
        else:
            return redirect("standard-desk", standard.slug)
    context = {"form": form, "standard": standard}
    return render(request, "standards/desk/entry_form.html", context, status=422 if form.is_bound else 200)


def _entry(request: HttpRequest, standard: Standard, status: int = 200, **forms: Any) -> HttpResponse:
    """Show an entry at the desk, with the form that was refused in its place."""
    refused = next(iter(forms.values()), None)
    context = {
        "standard": standard,
        "shown": pick(standard, "title"),
        "relations": relations_of(standard),
        "documents": documents_of(standard),
        "editions": list(queries.editions_of(standard)),
        "relation_form": RelationForm(standard=standard),
        "document_form": DocumentForm(),
        "step_form": StepForm(initial={"code": standard.stage_code, "day": timezone.localdate()}),
        "withdrawal_form": WithdrawalForm(initial={"day": timezone.localdate()}),
        "can_withdraw": standard.status in (Status.IN_FORCE, Status.SUPERSEDED),
        "form": refused,
        **forms,
    }
    return render(request, "standards/desk/entry.html", context, status=status)


@require_safe
@desk_view
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """One entry with all that belongs to it."""
    return _entry(request, queries.get_visible_or_404(request.user, slug))


def entry_act(view: View) -> View:
    """An act on an entry: POST does it, GET (after signing in, by the language switch) leads to the entry."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @desk_view
    @wraps(view)
    def act(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        standard = queries.get_visible_or_404(request.user, slug)
        if request.method != "POST":
            return redirect("standard-desk", standard.slug)
        return view(request, standard, **kwargs)

    done: View = act
    return done


@entry_act
def relation_add(request: HttpRequest, standard: Standard) -> HttpResponse:
    """Say what the standard is to another."""
    form = RelationForm(request.POST, standard=standard)
    if not form.is_valid():
        return _entry(request, standard, 422, relation_form=form)
    editing.relate(actor=actor_of(request), standard=standard, seen=form.seen, now=timezone.now())
    return redirect("standard-desk", standard.slug)


@entry_act
def relation_remove(request: HttpRequest, standard: Standard, relation_id: int) -> HttpResponse:
    """Take a relation back."""
    if not editing.unrelate(actor=actor_of(request), standard=standard, relation_id=relation_id, now=timezone.now()):
        raise Http404
    return redirect("standard-desk", standard.slug)


@entry_act
def document_add(request: HttpRequest, standard: Standard) -> HttpResponse:
    """Add a document."""
    actor = actor_of(request)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid() and actor.organisation is None:
        form.add_error(
            None, _("Documents belong to an organisation. Choose at the top of the page which one you act for.")
        )
    if form.is_valid() and actor.organisation is not None:
        data = form.cleaned_data
        try:
            add_document(
                actor=actor,
                organisation=actor.organisation,
                standard=standard,
                upload=data["file"],
                kind=data["kind"],
                language=data["language"],
                access=data["access"],
                now=timezone.now(),
            )
        except UnacceptableFile as refusal:
            form.add_error("file", refusal.text)
        else:
            return redirect("standard-desk", standard.slug)
    return _entry(request, standard, 422, document_form=form)


@entry_act
def document_remove(request: HttpRequest, standard: Standard, public_id: str) -> HttpResponse:
    """Take a document off the page."""
    document = document_of_or_none(standard, public_id)
    if document is None:
        raise Http404
    remove_document(actor=actor_of(request), document=document, now=timezone.now())
    return redirect("standard-desk", standard.slug)


@entry_act
def step_add(request: HttpRequest, standard: Standard) -> HttpResponse:
    """Add a step of the project."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return _entry(request, standard, 422, step_form=form)
    data = form.cleaned_data
    try:
        editing.add_step(actor=actor_of(request), standard=standard, now=timezone.now(), **data)
    except editing.StepTooLate:
        form.add_error(
            "code", _("This standard is a draft. Change status and stage of the entry first, then add the step.")
        )
        return _entry(request, standard, 422, step_form=form)
    return redirect("standard-desk", standard.slug)


@entry_act
def withdraw(request: HttpRequest, standard: Standard) -> HttpResponse:
    """Withdraw the standard on a ground."""
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return _entry(request, standard, 422, withdrawal_form=form)
    data = form.cleaned_data
    try:
        editing.withdraw_standard(
            actor=actor_of(request),
            standard=standard,
            ground=WithdrawalGround(data["ground"]),
            note=data["note"],
            day=data["day"],
            now=timezone.now(),
        )
    except editing.NotWithdrawable:
        reasons = [_("Only a standard that is in force or superseded can be withdrawn.")]
        return conflict(request, reasons, back_url=standard.get_absolute_url())
    return redirect(standard)

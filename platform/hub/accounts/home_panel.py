"""A person's home page, and an organisation's public page, are made of panels that apps declare in `home_panels.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from hub.common.registry import Registry


@dataclass(frozen=True)
class Panel:
    """One block of the page: a template and what it shows. Low order comes first; `aside` puts it beside the content of an
    organisation's page, where its acts are.
    """

    template: str
    context: dict[str, Any]
    order: int
    aside: bool = False


PanelMaker = Callable[[HttpRequest], Panel | None]
_makers: Registry[PanelMaker] = Registry("home panels")


def home_panel(slug: str) -> Callable[[PanelMaker], PanelMaker]:
    """Register the decorated function; it returns None when it has nothing for this person."""

    def add(maker: PanelMaker) -> PanelMaker:
        return _makers.add(slug, maker)

    return add


def panels_for(request: HttpRequest) -> list[Panel]:
    """Return the panels of this person's page, in order."""
    made = (maker(request) for maker in _makers)
    return sorted((p for p in made if p), key=lambda p: p.order)


OrganisationPanelMaker = Callable[[HttpRequest, Any], Panel | None]
_organisation_makers: Registry[OrganisationPanelMaker] = Registry("organisation panels")


def organisation_panel(slug: str) -> Callable[[OrganisationPanelMaker], OrganisationPanelMaker]:
    """Register the decorated function (request, organisation) for the public page of organisations."""

    def add(maker: OrganisationPanelMaker) -> OrganisationPanelMaker:
        return _organisation_makers.add(slug, maker)

    return add


def panels_of(request: HttpRequest, organisation: Any) -> list[Panel]:
    """Return the panels of an organisation's public page, in order."""
    made = (maker(request, organisation) for maker in _organisation_makers)
    return sorted((p for p in made if p), key=lambda p: p.order)

"""Check the links on published pages: ours within the site, others over HTTP."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cms.enums import LinkState
from cms.models import PageLink
from cms.services.links import check_links, collect_links


class Command(BaseCommand):
    help = "Check the links on published pages whose turn it is, and print those that are broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=1000, help="links at most")

    def handle(self, *args: Any, limit: int, **options: Any) -> None:
        now = timezone.now()
        total, done = collect_links(now=now), check_links(now=now, limit=limit, seconds=3600)
        self.stdout.write(f"{total} links, {done} checked now")
        for link in PageLink.objects.filter(state=LinkState.BROKEN).select_related("page"):
            self.stdout.write(f"  {link.detail}  {link.url}  on {link.page.url_path}")

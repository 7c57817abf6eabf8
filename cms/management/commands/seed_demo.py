"""Fill an empty installation with demo content and demo sign-ins."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from cms.demo.business import make_enquiries, make_listings, make_more_listings, make_standards
from cms.demo.news import make_news
from cms.demo.pages import make_pages
from cms.demo.people import Account, make_cast
from cms.demo.questions import make_questions
from cms.demo.reports import make_reports
from cms.demo.searches import keep_searches
from cms.demo.standards import dress_standards
from cms.demo.trust import make_trust
from hub.accounts.models import Organisation


class Command(BaseCommand):
    help = "Fill an empty installation with demo content; prints the demo sign-ins. Refused where demo content is off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=0, metavar="N", help="add N further published listings")

    def handle(self, *args: Any, scale: int = 0, **options: Any) -> None:
        if not settings.HUB_DEMO:
            raise CommandError("demo content is refused here: HUB_DEMO is off")
        kept = Path(settings.HUB_VAR) / "demo-accounts.txt"
        if not Organisation.objects.exists():
            now = timezone.now()
            with transaction.atomic():
                cast = make_cast(now)
                make_trust(cast, now)
                make_standards(now)
                dress_standards(cast, now)
                listings = make_listings(cast, now)
                make_enquiries(cast, listings, now)
                make_reports(cast, now)
                make_more_listings(cast, scale, now)
                make_news(cast)
                make_pages(cast)
                make_questions(now)
            keep_searches(cast, timezone.now())
            self._keep(kept, cast.accounts)
        if kept.exists():
            self.stdout.write("Demo sign-ins (kept in demo-accounts.txt in HUB_VAR):")
            self.stdout.write(kept.read_text())

    def _keep(self, file: Path, accounts: list[Account]) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        width = max(len(a.email) for a in accounts)
        file.write_text("".join(f"  {a.email:<{width}}  {a.password}  {a.what}\n" for a in accounts))

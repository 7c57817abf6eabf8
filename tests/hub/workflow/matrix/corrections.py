"""Reports of wrong facts."""

from __future__ import annotations

from django.utils import timezone

from hub.accounts.enums import Role
from hub.common.actors import Actor
from hub.corrections.services import report_wrong_fact
from hub.workflow.services import fire
from tests.factories.accounts import make_user
from tests.factories.standards import make_standard
from tests.hub.workflow.matrix.table import Case

DATA = {"accept": {"answer": "Mended."}, "decline": {"reason_code": "right", "answer": "Checked."}}
WAYS = {"open": (), "accepted": ("accept",), "declined": ("decline",), "withdrawn": ("withdraw",)}


def correction(state: str) -> Case:
    """A report with its reporter, an editor, and a reviewer."""
    people = {
        "reporter": Actor.person(make_user()),
        "editor": Actor.person(make_user(roles=(Role.EDITOR,))),
        "reviewer": Actor.person(make_user(roles=(Role.REVIEWER,))),
    }
    now = timezone.now()
    report = report_wrong_fact(
        actor=people["reporter"], subject=make_standard(), fact="The year is wrong.", source="", now=now
    )
    for step in WAYS[state]:
        fire(report, step, people["reporter" if step == "withdraw" else "editor"], now, **DATA.get(step, {}))
    return Case(report, people, DATA)


WORLDS = {"corrections.correction": correction}

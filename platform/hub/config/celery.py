"""The Celery application. It knows two kinds of work: drain a queue of the outbox, and tick (the clock)."""

from celery import Celery

app = Celery("hub")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["hub.outbox"])
app.conf.beat_schedule = {
    "tick": {"task": "hub.outbox.tick", "schedule": 2.0, "options": {"queue": "clock", "expires": 10}}
}

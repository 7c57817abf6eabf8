"""Acts, seals and anchors may be added and never changed; what an act holds about a person may be erased, once, and nothing else of it."""

from django.db import migrations

from hub.common.triggers import append_only

KEPT = ("id", "public_id", "at", "actor_kind", "verb", "subject_type_id", "subject_id", "data_digest")
KEPT_OR_NULL = ("actor_user_id", "actor_organisation_id", "about_user_id")
ERASURE = " AND ".join(
    [
        "NOT OLD.erased AND NEW.erased AND NEW.salt = '' AND NEW.data = '{}'",
        *(f"NEW.{column} = OLD.{column}" for column in KEPT),
        *(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in KEPT_OR_NULL),
    ]
)


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]
    operations = [
        append_only("activity_activity", unless=ERASURE),
        append_only("activity_activityseal"),
        append_only("activity_activityanchor"),
    ]

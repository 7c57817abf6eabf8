"""Acts and seals may be added and never changed."""

from django.db import migrations

from hub.common.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]
    operations = [append_only("activity_activity"), append_only("activity_activityseal")]

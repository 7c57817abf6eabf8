"""Events of conversations may be added and never changed."""

from django.db import migrations

from hub.common.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_initial")]
    operations = [append_only("messaging_conversationevent")]

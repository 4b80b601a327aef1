"""What a refused attempt was refused for, beside the codes."""

from typing import ClassVar

from django.db import migrations

from pdflow.contrib.django import columns


class Migration(migrations.Migration):
    """Adds the parameters of the reasons to the refusals, none to those that are there."""

    dependencies: ClassVar = [("pdflow", "0002_read_models")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="refusal", name="parameters", field=columns.NameField(null=True, verbose_name="parameters")
        )
    ]

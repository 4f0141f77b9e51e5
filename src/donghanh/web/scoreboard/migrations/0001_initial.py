import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index_code", models.CharField(max_length=60, verbose_name="index")),
                ("edition", models.CharField(max_length=60, verbose_name="edition")),
                ("period", models.CharField(max_length=20, verbose_name="period")),
                ("recipe", models.TextField()),
                ("results", models.JSONField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="scored at")),
                ("created_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="scored by")),
            ],
            options={
                "verbose_name": "index run",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["index_code", "edition", "-id"], name="run_latest")],
            },
        ),
    ]

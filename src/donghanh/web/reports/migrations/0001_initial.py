import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("programme", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("mid_term", "mid-term review"), ("final", "final review")], max_length=20, verbose_name="kind")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="document number")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("built_at", models.DateTimeField(verbose_name="built at")),
                ("file", models.FileField(max_length=200, upload_to="reviews/", verbose_name="file")),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.JSONField()),
                ("figures", models.JSONField()),
                ("agreement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="programme.agreement", verbose_name="agreement")),
                ("built_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="built by")),
            ],
            options={
                "verbose_name": "review",
                "ordering": ["-built_at"],
                "constraints": [models.UniqueConstraint(fields=("agreement", "kind", "version"), name="review_version")],
            },
        ),
    ]

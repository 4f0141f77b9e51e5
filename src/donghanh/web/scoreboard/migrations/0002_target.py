
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scoreboard', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator_code', models.CharField(max_length=120, verbose_name='indicator')),
                ('place_code', models.CharField(max_length=20, verbose_name='place')),
                ('period', models.CharField(max_length=10, verbose_name='period')),
                ('value', models.DecimalField(decimal_places=6, max_digits=24, verbose_name='target')),
                ('source', models.CharField(max_length=300, verbose_name='paper that sets it')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('set_at', models.DateTimeField(auto_now_add=True, verbose_name='entered at')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn at')),
                ('withdrawn_why', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it was withdrawn')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ],
            options={
                'verbose_name': 'target',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['indicator_code', 'place_code', 'period'], name='target_of')],
            },
        ),
    ]

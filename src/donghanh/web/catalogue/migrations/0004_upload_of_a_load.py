from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_refuse_changes_to_readings")]
    operations = [
        migrations.AlterField(
            model_name="upload",
            name="load_id",
            field=models.CharField(max_length=60, unique=True),
        ),
    ]

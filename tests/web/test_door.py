from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_a_program_can_use_the_records_after_setting_up_and_setting_up_twice_does_no_harm(tmp_path: Path) -> None:
    program = (
        "from donghanh.web.door import setup\n"
        "setup(); setup()\n"
        "from donghanh.web.organisations.models import User\n"
        "print(User._meta.label)\n"
    )
    environment = {**os.environ, "DONGHANH_HOME": str(tmp_path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "organisations.User"), ran.stderr

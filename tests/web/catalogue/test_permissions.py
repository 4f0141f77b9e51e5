from __future__ import annotations

import pytest
from tests.cast import Cast

from donghanh.lake.definition import Sharing
from donghanh.web.catalogue.permissions import may_load_file, may_read_dataset


@pytest.mark.parametrize(("level", "reads"), [("internal", False), ("shared", True), ("open", True)])
def test_a_partner_reads_only_what_is_shared_or_open(cast: Cast, dossiers, level: str, reads: bool) -> None:
    shared = dossiers.model_copy(update={"sharing": Sharing(level=level)})
    assert may_read_dataset.test(cast.tuan, shared) is reads
    assert may_read_dataset.test(cast.minh, shared)


def test_an_account_that_was_closed_may_do_nothing(cast: Cast, dossiers) -> None:
    cast.ha.is_active = False
    assert not may_read_dataset.test(cast.ha, dossiers)
    assert not may_load_file.test(cast.ha, dossiers)

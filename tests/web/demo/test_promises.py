from __future__ import annotations

from datetime import date

from donghanh.web.demo import content, promises

SIMULATED = {one.code for one in content.organisations().simulated}


def test_the_two_agreements_hold_108_commitments_each_with_owner_product_target_and_source() -> None:
    entered, steps = promises.agreements(), promises.stages()
    spelt = [(agreement, one) for agreement in entered.agreements for _, one in entered.spelt_out(agreement)]
    assert len(spelt) == 108
    assert len({one.text for _, one in spelt}) == 108
    for agreement, one in spelt:
        assert {one.owner, agreement.partner} <= SIMULATED
        assert one.product
        assert any(sign.isdigit() for sign in one.target)
        assert one.data
        assert promises.promise(one, agreement, steps).stages


def test_a_commitment_read_in_has_its_steps_too() -> None:
    steps = promises.stages()
    for one in steps.read_in.commitments:
        assert {one.owner, one.partner} <= SIMULATED
        made = promises.promise_read_in(
            one, "Xây dựng kho", starts_on=date(2025, 9, 15), ends_on=date(2030, 12, 31), steps=steps
        )
        assert made.stages
        assert made.communes == one.communes

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from donghanh.errors import PackError
from donghanh.text import fold
from donghanh.web.demo import content


def test_every_real_agreement_names_its_source() -> None:
    agreements = content.real_agreements()
    assert len(agreements) == 5
    assert all(one.source.title and one.note for one in agreements)
    assert "Báo Hà Tĩnh" in next(one for one in agreements if one.code == "ha-tinh-viettel-2022").source.citation()


def test_only_people_in_public_roles_are_named_and_only_as_signatories() -> None:
    named = {person.act for one in content.real_agreements() for person in one.participants}
    assert named == {"signatory"}


def test_parties_of_real_agreements_are_the_real_organisations() -> None:
    real = {one.code for one in content.organisations().real}
    for one in content.real_agreements():
        promisors = {commitment.promisor for commitment in one.commitments if commitment.promisor}
        assert {one.province, *one.partners} <= real
        assert promisors <= {one.province, *one.partners}


def test_nothing_operational_is_said_of_a_real_organisation() -> None:
    real = {one.code for one in content.organisations().real}
    for task in content.programme().tasks:
        assert not {task.lead, *task.together_with} & real
    assert not {one.organisation for one in content.accounts().accounts} & real


def test_no_sentence_is_copied_from_its_source(shared: Path) -> None:
    sources = " ".join(_words(path.read_text("utf-8")) for path in sorted((shared / "seeds").glob("*.txt")))
    for agreement in content.real_agreements():
        for text in _texts(agreement):
            words = _words(text).split()
            runs = (" ".join(words[at : at + 10]) for at in range(len(words) - 9))
            assert not [run for run in runs if run in sources]


def _texts(agreement: content.RealAgreement) -> list[str]:
    """Everything the demo says about a real agreement in sentences."""
    answers = [one.answer.text for one in agreement.requests if one.answer]
    return [
        *(one.text for one in agreement.commitments),
        *(one.duties for one in agreement.bodies),
        *(one.text for one in agreement.requests),
        *answers,
        *(one.minutes for one in agreement.meetings),
        *(words for one in agreement.meetings for words in one.conclusions),
        *(one.replicates for one in agreement.pilots),
    ]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def test_a_mistake_in_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "accounts.yaml"
    shutil.copy(content.demo_folder() / "accounts.yaml", path)
    path.write_text(path.read_text("utf-8").replace("password:", "pasword:"), "utf-8")
    with pytest.raises(PackError) as caught:
        content.read(content.Accounts, path)
    assert caught.value.line == 2
    assert "password" in str(caught.value)

from __future__ import annotations

import pytest
from django.http import QueryDict
from tests.cast import make_agreement, make_task

from donghanh.web.programme.forms.lists import PromiseFilter, TaskFilter, UnitFilter
from donghanh.web.programme.models import Agreement, Content

pytestmark = pytest.mark.django_db


def _filter(user, query: str = "") -> TaskFilter:
    form = TaskFilter(user, QueryDict(query))
    form.is_valid()
    return form


def test_communes_are_offered_only_when_a_link_names_one(cast) -> None:
    commune = type(cast.science).objects.create(code="xa", name="Xã", short_name="Xã", kind="commune")
    assert commune not in _filter(cast.ha).fields["unit"].queryset
    assert _filter(cast.ha, "unit=xa").cleaned_data["unit"] == commune


def test_a_partner_is_offered_no_other_partner_and_no_foreign_agreement(cast) -> None:
    agreement = make_agreement(cast)
    theirs, ours = _filter(cast.tam, f"agreement={agreement.code}"), _filter(cast.tuan, f"agreement={agreement.code}")
    assert cast.sao_lam not in theirs.fields["unit"].queryset and cast.ben_giang in theirs.fields["unit"].queryset
    assert "agreement" in theirs.errors and ours.cleaned_data["agreement"] == agreement


def test_contents_are_offered_of_the_chosen_agreement_alone(cast) -> None:
    agreement = make_agreement(cast)
    Content.objects.create(agreement=agreement, position=1, number="Điều 1", title="Dữ liệu")
    assert "content" not in _filter(cast.ha).fields
    assert _filter(cast.ha, f"agreement={agreement.code}").fields["content"].queryset.count() == 1


def test_the_folded_fields_open_when_one_narrows(cast) -> None:
    task = make_task(cast)
    assert not _filter(cast.ha, "q=a&show=mine").uses_more
    assert _filter(cast.ha, "light=red").uses_more and _filter(cast.ha, f"project={task.pk}").uses_more
    assert "project" not in [one.name for one in _filter(cast.ha).more]


def test_a_value_nobody_offers_is_no_value(cast) -> None:
    form = UnitFilter({"kind": "none", "q": "so"})
    assert not form.is_valid() and form.cleaned_data == {"q": "so"}
    agreement = make_agreement(cast)
    chosen = PromiseFilter(list(Agreement.objects.all()), {"agreement": agreement.code, "side": "partner"})
    assert chosen.is_valid() and chosen.cleaned_data["differs"] is False

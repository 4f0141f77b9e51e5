"""One item of an edition: what the annex prints, the form of its rule, who fills it in and checks it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from donghanh.errors import DonghanhError, RefusedError
from donghanh.indices.definition import Edition, Item
from donghanh.web.scoreboard.actions.change_item import change_item
from donghanh.web.scoreboard.actions.keeping_editions import EditionChangedError
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.own_editions import above, file_of
from donghanh.web.scoreboard.own_shown import faults, keeping, rule_words
from donghanh.web.scoreboard.people_forms import PeopleForm
from donghanh.web.scoreboard.permissions import require_keeping_editions
from donghanh.web.scoreboard.rule_forms import RuleForm
from donghanh.web.scoreboard.shown import points
from donghanh.web.scoreboard.value_rule_forms import RULE_FORMS


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, index: str, edition: str, code: str) -> HttpResponse:
    """The item; the forms of whoever may change it, one kind of rule at a time."""
    found = edition_of(index, edition)
    part = found.by_code.get(code)
    if not isinstance(part, Item):
        raise Http404(code)
    if request.method == "GET":
        return _page(request, found, part)
    require_keeping_editions(request.user)
    if "do" not in request.POST:
        return _page(request, found, part, rule=_rule_form(request, part, request.POST))
    is_rule = request.POST["do"] == "rule"
    form = _rule_form(request, part, request.POST) if is_rule else PeopleForm(found, part, request.POST)
    forms = {"rule" if is_rule else "people": form}
    if not form.is_valid():
        return _page(request, found, part, status=400, **forms)
    try:
        change_item(
            found,
            code,
            by=request.user,
            changes=form.changes(),
            seen=request.POST.get("seen", ""),
            sum_again=bool(form.cleaned_data.get("sum_again")),
            once=request.POST.get("once", ""),
        )
    except EditionChangedError as error:
        return _page(request, edition_of(index, edition), part, wrong=faults(error), status=409, **forms)
    except RefusedError:
        raise
    except DonghanhError as error:
        return _page(request, found, part, wrong=faults(error), status=400, **forms)
    messages.success(request, gettext("The item is saved."))
    return redirect("scoreboard:edition-item", index, edition, code)


def _rule_form(request: HttpRequest, part: Item, data: Any = None) -> RuleForm:
    """The form of the kind asked for, else of the rule there is, else of the plainest."""
    asked = request.POST.get("kind") or request.GET.get("cach", "")
    own = part.rule.kind if part.rule else "yes_no"
    return RULE_FORMS.get(asked, RULE_FORMS.get(own, RULE_FORMS["yes_no"]))(part, data)


def _page(
    request: HttpRequest,
    found: Edition,
    part: Item,
    *,
    rule: RuleForm | None = None,
    people: PeopleForm | None = None,
    wrong: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    kept = keeping(found, request.user)
    codes = [one.code for one in found.items]
    at = codes.index(part.code)
    waits = [one.code for one in found.items if one.status == "to_fill" and one.code != part.code]
    upper = above(found)
    shown = kept | {
        "edition": found,
        "item": part,
        "max": points(part.max),
        "rule_words": rule_words(part),
        "fed": upper.by_code.get(part.feeds or "") if upper else None,
        "parents": [found.by_code[one] for one in part.parents],
        "wrong": wrong,
        "seen": file_of(found).sha256 if kept["may_change"] else "",
        "form": rule or _rule_form(request, part),
        "people": people or PeopleForm(found, part),
        "kinds": RULE_FORMS,
        "is_other_kind": part.rule is not None and part.rule.kind not in RULE_FORMS,
        "before": codes[at - 1] if at else "",
        "after": codes[at + 1] if at + 1 < len(codes) else "",
        "next_to_fill": next((one for one in waits if codes.index(one) > at), waits[0] if waits else ""),
    }
    return render(request, "scoreboard/editions/item.html", shown, status=status)

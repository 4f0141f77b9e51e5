"""What the fields of cooperation are called (codes of ``packs/vocabulary/areas.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

AREAS = {
    "digital_government": _("digital government"),
    "digital_economy": _("digital economy"),
    "digital_society": _("digital society"),
    "digital_infrastructure": _("digital infrastructure"),
    "digital_data": _("digital data"),
    "information_security": _("information security"),
    "training": _("training"),
    "smart_city": _("smart city"),
    "policy_planning": _("policy and planning"),
    "awareness": _("awareness and communication"),
    "innovation_rd": _("innovation and research"),
    "administrative_reform": _("administrative reform"),
    "enterprise_dx": _("digital transformation of enterprises"),
    "ai_core_tech": _("artificial intelligence and core technologies"),
    "ict_industry": _("ICT industry"),
    "s_health": _("health"),
    "s_education": _("education"),
    "s_transport": _("transport"),
    "s_agriculture": _("agriculture"),
    "s_tourism": _("tourism"),
    "s_environment_land": _("environment and land"),
    "s_trade_logistics": _("trade and logistics"),
    "s_public_security": _("public security"),
    "s_payment_finance": _("payments and finance"),
}


def area_names(codes: Iterable[str]) -> list[str]:
    """The names, in the given order; a code of an installation's own vocabulary stays as it is."""
    return [str(AREAS.get(code, code)) for code in codes]

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PilotsConfig(AppConfig):
    name = "donghanh.web.pilots"

    def ready(self) -> None:
        from donghanh.web.audit import wording
        from donghanh.web.pilots import panels as shown
        from donghanh.web.pilots.permissions import may_follow
        from donghanh.web.pilots.tracing import resolve_pilot
        from donghanh.web.ui import panels
        from donghanh.web.ui import tracing as figures
        from donghanh.web.ui.navigation import Entry, register, signed_in

        register(Entry(33, _("Pilots"), "pilots:pilot-list", signed_in))
        panels.register("home", 30, shown.pilots_to_do)
        panels.register("agreement", 40, shown.agreement_pilots)
        panels.register("commitment", 40, shown.commitment_pilots)
        panels.register("task", 40, shown.task_roll_out)
        figures.register("pilot", resolve_pilot, may=may_follow)
        wording.register(
            {
                "pilot.drafted": _("drafted the pilot"),
                "pilot.edited": _("changed the pilot"),
                "pilot.places_chosen": _("chose the places"),
                "pilot.costs_set": _("wrote down the costs"),
                "pilot.locked": _("locked the terms"),
                "pilot.started": _("began the pilot"),
                "pilot.assessed": _("looked at the effect"),
                "pilot.decided": _("entered the decision"),
                "pilot.closed": _("closed the pilot"),
                "pilot.cancelled": _("cancelled the pilot"),
                "pilot.replication_planned": _("ranked the places"),
                "pilot.place_moved": _("moved a place to another wave"),
                "pilot.wave_handed_out": _("handed out a wave"),
                "pilot.wave_taken_back": _("took a wave back"),
            }
        )

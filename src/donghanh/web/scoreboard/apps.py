from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScoreboardConfig(AppConfig):
    name = "donghanh.web.scoreboard"

    def ready(self) -> None:
        from donghanh.web.audit import wording
        from donghanh.web.programme import chain
        from donghanh.web.scoreboard import tracing
        from donghanh.web.scoreboard.panels import agreement_measures, score_count, task_movement
        from donghanh.web.scoreboard.permissions import may_see_rounds
        from donghanh.web.scoreboard.plans.panels import drafts_to_confirm
        from donghanh.web.scoreboard.round_panels import rounds_to_do
        from donghanh.web.ui import panels
        from donghanh.web.ui import tracing as figures
        from donghanh.web.ui.navigation import Entry, register, signed_in

        register(Entry(50, _("Indicators"), "scoreboard:indicator-list", signed_in))
        register(Entry(55, _("Index scores"), "scoreboard:edition-list", signed_in))
        register(Entry(57, _("Scoring rounds"), "scoreboard:round-list", may_see_rounds.test))
        panels.register("home", 20, rounds_to_do)
        panels.register("home", 25, drafts_to_confirm)
        panels.register("agreement", 50, agreement_measures)
        panels.register("task", 50, task_movement)
        chain.register(50, lambda one: chain.Step(_("Index scores"), str(score_count(one)), "#measured"))
        figures.register("indicator", tracing.resolve_indicator, public=figures.every_figure)
        figures.register("index", tracing.resolve_index, public=figures.every_figure)
        wording.register(
            {
                "index.scored": _("scored the index"),
                "edition.saved": _("saved the edition"),
                "edition.copied": _("made the edition from another"),
                "edition.item_changed": _("changed an item of the edition"),
                "round.opened": _("opened the round"),
                "round.assigned": _("assigned items"),
                "round.deadlines": _("changed the deadlines"),
                "round.self_report": _("wrote in the self-scoring report"),
                "round.submitted": _("submitted the file"),
                "round.closed": _("closed the round"),
                "answer.stated": _("saved the answer"),
                "answer.appraised": _("appraised the answer"),
                "answer.explained": _("explained the answer"),
                "candidate.removed": _("removed the candidate task"),
                "candidate.saved": _("saved the candidate task"),
                "candidates.imported": _("imported candidate tasks"),
                "plan.adopted": _("made drafts of the plan's tasks"),
                "plan.confirmed": _("handed out a task of the plan"),
                "plan.limits": _("changed the limits of the plan"),
                "plan.opened": _("opened the plan"),
                "plan.solved": _("found a plan"),
                "scenario.saved": _("saved the scenario"),
                "scenario.removed": _("removed the scenario"),
                "target.set": _("entered the target"),
                "target.withdrawn": _("withdrew the target"),
            }
        )

"""Two figures, and how they are resolved."""

from datetime import date

from donghanh.provenance import Derivation, Figure, Source

FILE = Source("file", {"vi": "Tệp một cửa", "en": "One-stop file"}, "ho-so-2026-10.csv, dòng 7")
DOSSIERS = Figure(
    "indicator/services.on_time_share/LG/2026-10@3",
    {"vi": "Hồ sơ giải quyết đúng hạn", "en": "Dossiers on time"},
    93.456,
    "percent",
    Derivation({"vi": "Hồ sơ đúng hạn / hồ sơ đã trả", "en": "On time / completed"}, sources=(FILE,)),
    place="LG",
    period="2026-10",
    as_of=date(2026, 11, 5),
)
TASKS = Figure(
    "agreement/lam-giang-2025/overdue",
    {"vi": "Nhiệm vụ quá hạn", "en": "Tasks overdue"},
    1234,
    "count",
    Derivation({"vi": "Đếm nhiệm vụ quá hạn", "en": "Tasks overdue, counted"}, ("task/1", "task/2"), 1234),
)
FIGURES = {figure.id: figure for figure in (DOSSIERS, TASKS)}


def task(figure_id):
    return Figure(
        figure_id, {"vi": "Nhiệm vụ", "en": "Task"}, "quá hạn", "text", Derivation({"vi": "Ghi", "en": "Kept"})
    )


RESOLVERS = {"indicator": FIGURES.__getitem__, "agreement": FIGURES.__getitem__, "task": task}

"""One small edition that every test of the steps uses: two pillars that share a foundation, as DTI does."""

SMALL = {
    "code": "small",
    "edition": "1",
    "name": {"vi": "Bộ thử", "en": "Small set"},
    "decision": {"number": "1/QĐ-THU", "issuer": "UBND tỉnh Lam Giang"},
    "subjects": "commune",
    "missing": "zero",
    "published": {"kind": "points", "decimals": 2},
    "nodes": [
        {"code": "total", "name": {"vi": "Tổng", "en": "Total"}, "max": 40},
        {"code": "left", "name": {"vi": "Trụ trái", "en": "Left"}, "max": 30, "parents": ["total"]},
        {"code": "right", "name": {"vi": "Trụ phải", "en": "Right"}, "max": 20, "parents": ["total"]},
        {"code": "base", "name": {"vi": "Nền", "en": "Base"}, "max": 10, "parents": ["left", "right"]},
    ],
    "items": [
        {
            "code": "plan",
            "name": {"vi": "Có kế hoạch", "en": "Has a plan"},
            "parents": ["base"],
            "max": 10,
            "rule": {"kind": "yes_no"},
        },
        {
            "code": "on_time",
            "name": {"vi": "Đúng hạn", "en": "On time"},
            "parents": ["left"],
            "max": 20,
            "rule": {"kind": "ratio"},
            "indicator": "services.on_time_share",
        },
        {
            "code": "trained",
            "name": {"vi": "Được tập huấn", "en": "Trained"},
            "parents": ["right"],
            "max": 10,
            "rule": {"kind": "points"},
        },
        {
            "code": "annex",
            "name": {"vi": "Hàng chưa có", "en": "Rows not read"},
            "parents": ["right"],
            "status": "to_fill",
            "rows": 3,
        },
    ],
}

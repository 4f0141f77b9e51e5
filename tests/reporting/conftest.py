"""One small review with two figures, one of which is quoted twice."""

from datetime import date

import pytest
from tests.reporting.figures import DOSSIERS, RESOLVERS, TASKS

from donghanh.reporting.blocks import Heading, Listed, Paragraph, Table, Text, quote
from donghanh.reporting.definition import Document, Signature


@pytest.fixture
def resolvers():
    return RESOLVERS


@pytest.fixture
def review():
    return Document(
        kind="Báo cáo",
        subject="Sơ kết thực hiện thỏa thuận hợp tác",
        parent_issuer="UBND tỉnh Lam Giang",
        issuer="Sở Khoa học và Công nghệ",
        number="45/BC-SKHCN",
        place="Lam Giang",
        date=date(2026, 2, 5),
        notice="Dữ liệu mô phỏng",
        addressees=("Ủy ban nhân dân tỉnh Lam Giang",),
        recipients=("Như trên", "Lưu: VT"),
        signature=Signature("TUQ. Chủ tịch", "Giám đốc", "Nguyễn Văn Mẫu"),
        blocks=(
            Heading(1, "Kết quả thực hiện"),
            Heading(2, "Chính quyền số"),
            Paragraph(("Theo ", Text("Thỏa thuận 01/TTHT"), ", đúng hạn đạt ", quote(DOSSIERS), ".")),
            Heading(2, "Nhiệm vụ"),
            Listed(("Còn ", quote(TASKS), " việc quá hạn;")),
            Table(("Nội dung", "Kết quả"), ((("Đúng hạn",), (quote(DOSSIERS),)),), (0.6, 0.4), "Bảng kết quả"),
            Heading(1, "Kiến nghị"),
        ),
    )

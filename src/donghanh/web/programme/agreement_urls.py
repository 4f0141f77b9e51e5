"""Addresses of agreements, their commitments and papers."""

from django.urls import URLPattern, path

from donghanh.web.programme.views import (
    agreements,
    commitments,
    contents,
    drafting,
    papers,
    portfolio,
    quality,
    successors,
)

urlpatterns: list[URLPattern] = [
    path("thoa-thuan/", portfolio.agreement_list, name="agreement-list"),
    path("thoa-thuan/danh-muc.xlsx", portfolio.workbook, name="agreement-list-xlsx"),
    path("thoa-thuan/trung-lap/", portfolio.overlapping, name="overlaps"),
    path("thoa-thuan/<slug:code>/", agreements.agreement, name="agreement"),
    path("thoa-thuan/<slug:code>/trang-thai/", agreements.change_state, name="agreement-state"),
    path("thoa-thuan/<slug:code>/sua/", drafting.edit, name="agreement-edit"),
    path("thoa-thuan/<slug:code>/noi-dung/", contents.contents, name="agreement-contents"),
    path("thoa-thuan/<slug:code>/noi-dung/cam-ket/", contents.place, name="agreement-places"),
    path("thoa-thuan/<slug:code>/cam-ket/them/", drafting.add, name="commitment-add"),
    path("thoa-thuan/<slug:code>/ra-soat/", quality.quality, name="agreement-quality"),
    path("thoa-thuan/<slug:code>/ra-soat.docx", quality.quality_docx, name="agreement-quality-docx"),
    path("thoa-thuan/<slug:code>/ke-tiep/", successors.successor, name="agreement-successor"),
    path("thoa-thuan/<slug:code>/ke-tiep/noi/", successors.link, name="agreement-link"),
    path("thoa-thuan/<slug:code>/phu-luc/them/", papers.add, name="paper-add"),
    path("phu-luc/<int:pk>/", papers.paper, name="paper"),
    path("phu-luc/<int:pk>/tep/", papers.paper_file, name="paper-file"),
    path("phu-luc/<int:pk>/thoi-han/", papers.period, name="paper-period"),
    path("van-ban/<int:pk>/gan/", papers.attach, name="document-attach"),
    path("cam-ket/<int:pk>/", commitments.commitment, name="commitment"),
    path("cam-ket/<int:pk>/sua/", drafting.change, name="commitment-edit"),
    path("cam-ket/<int:pk>/sua/<int:paper>/", papers.amend, name="commitment-amend"),
    path("cam-ket/<int:pk>/xoa/", drafting.remove, name="commitment-remove"),
    path("cam-ket/<int:pk>/bai-bo/<int:paper>/", papers.strike_out, name="commitment-strike-out"),
    path("cam-ket/<int:pk>/lich-su/", commitments.history, name="commitment-history"),
]

"""Where an installation fetches a dataset from, as written in ``sources/<name>.yaml`` of its data folder.

The file holds no secret: passwords and tokens are named by the variable of the environment they stand in.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from donghanh.errors import DefinitionError
from donghanh.lake.columns import Strict
from donghanh.lake.sources.databases import DatabaseTable
from donghanh.lake.sources.interfaces import Paging, WebInterface

EnvironmentName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]


class _Declared(Strict):
    """What every source says: the dataset it fills, who sends it, and titles assigned to columns ("" to ignore)."""

    dataset: str
    organisation: str | None = None
    mapping: dict[str, str] = {}


class DatabaseSource(_Declared):
    """A table, or one SELECT, of a database."""

    kind: Literal["database"]
    address: str
    password: str | None = None
    table: str | None = None
    query: str | None = None
    seconds: Annotated[int, Field(gt=0)] = 3600

    @model_validator(mode="after")
    def _can_be_asked(self) -> DatabaseSource:
        if (self.table is None) == (self.query is None):
            raise DefinitionError(vi="nêu một trong hai: table hoặc query", en="give either table or query")
        if self.password is not None and not self.password.startswith("env:"):
            raise DefinitionError(
                vi="password chỉ viết dạng env:TÊN_BIẾN, không viết mật khẩu vào tệp",
                en="password is written as env:NAME, never as the password itself",
            )
        return self

    def source(self) -> DatabaseTable:
        """What to load from."""
        return DatabaseTable(self.address, self.table, self.query, self.password, self.seconds)


class PagingRule(Strict):
    """How the next page is asked for; see :class:`donghanh.lake.sources.interfaces.Paging`."""

    kind: Literal["none", "page", "offset", "cursor", "link"] = "none"
    parameter: str = "page"
    first: int = 1
    size: Annotated[int, Field(gt=0)] | None = None
    size_parameter: str = "limit"
    next: str | None = None

    @model_validator(mode="after")
    def _cursor_is_found(self) -> PagingRule:
        if self.kind == "cursor" and not self.next:
            raise DefinitionError(
                vi="paging cursor cần next: nơi có giá trị của trang sau, ví dụ meta.next",
                en="paging by cursor needs next: where the value of the next page stands, such as meta.next",
            )
        return self


class WebSource(_Declared):
    """An HTTPS interface that answers in JSON."""

    kind: Literal["web"]
    address: str
    records: str = ""
    paging: PagingRule = PagingRule()
    token_env: EnvironmentName | None = None
    most_pages: Annotated[int, Field(gt=0)] = 10_000

    def source(self) -> WebInterface:
        """What to load from."""
        paging = Paging(**self.paging.model_dump())
        return WebInterface(self.address, self.records, paging, self.token_env, most_pages=self.most_pages)


SOURCE_KINDS: dict[str, type[DatabaseSource] | type[WebSource]] = {"database": DatabaseSource, "web": WebSource}

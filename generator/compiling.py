"""Templates become Python that is as careful as Jinja's own, and sooner run.

In: a template's syntax tree. Out: what Jinja's compiler makes of it, but that a view's fields are read at once, and
that plain text in which nothing has to be escaped is left as it is. Whatever is neither goes Jinja's way, sandbox and
all.
"""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import Any

from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr, Getattr
from markupsafe import Markup, escape
from msgspec import Struct

_marked = re.compile("[&<>\"']").search


def shown(value: Any) -> str:
    """The HTML of a value: as it is if it is marked safe, escaped if it is not."""
    kind = type(value)
    return value if kind is Markup or (kind is str and _marked(value) is None) else escape(value)


class Fields(dict[type, frozenset[str]]):
    """The names of the fields of each kind of view; none for what is no view."""

    def __missing__(self, kind: type) -> frozenset[str]:
        fields = frozenset(kind.__struct_fields__) if issubclass(kind, Struct) else frozenset[str]()
        return self.setdefault(kind, fields)


FIELDS = Fields()


class Compiler(CodeGenerator):
    """Jinja's compiler for an environment that has `shown` and `FIELDS` as its ``shown`` and ``fields``."""

    def write_commons(self) -> None:
        """Begin a function."""
        super().write_commons()
        self.writeline("shown, fields = environment.shown, environment.fields")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:
        """Write ``value.name``: a view's field, or what the sandbox lets through."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        value = self.temporary_identifier()
        self.write(f"({value}.{node.attr} if {node.attr!r} in fields[type({value} := ")
        self.visit(node.node, frame)
        self.write(f")] else environment.getattr({value}, {node.attr!r}))")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

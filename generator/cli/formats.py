"""Findings for programs: JSON, and the commands by which GitHub shows findings beside the lines of a change.

In: diagnostics. Out: text of a fixed shape, described in docs/commands.md.
"""

from __future__ import annotations

import json
from pathlib import Path

from generator.cli.counts import by_severity
from generator.diagnostics import Diagnostic, Severity, in_reading_order
from generator.excerpts import also_in, shown_path
from generator.reporting import Report
from generator.wiki import Wiki

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_json(report: Report, wiki: Wiki, cwd: Path) -> str:
    """One object: ``version`` of this shape, ``summary`` with counts, ``diagnostics`` in reading order."""
    diagnostics = [
        {
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            "file": shown_path(diagnostic, wiki, cwd),
            "line": diagnostic.line,
            "column": diagnostic.column,
            "message": diagnostic.message,
            "hint": diagnostic.hint,
            "also": list(diagnostic.also),
        }
        for diagnostic in in_reading_order(report.diagnostics)
    ]
    found = by_severity(report.diagnostics)
    summary = {
        "notes": report.notes,
        "interviews": report.interviews,
        "fields": report.fields,
        "assignments": report.assignments,
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
        "infos": found[Severity.INFO],
    }
    return json.dumps({"version": 1, "summary": summary, "diagnostics": diagnostics}, indent=2)


def as_github(diagnostic: Diagnostic, wiki: Wiki, cwd: Path) -> str:
    """One workflow command (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    properties = {"file": shown_path(diagnostic, wiki, cwd), "title": str(diagnostic.code)}
    if diagnostic.line:
        properties["line"] = str(diagnostic.line)
    if diagnostic.column:
        properties["col"] = str(diagnostic.column)
    also = f"Also in {also_in(diagnostic)}." if diagnostic.also else ""
    text = "\n".join(filter(None, (diagnostic.message, also, diagnostic.hint)))
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_GITHUB[diagnostic.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

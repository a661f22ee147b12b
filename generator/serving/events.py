"""What a page hears: server-sent events, one for each build.

In: the preview. Out: the stream's bytes: which addresses changed and what was found. What that means to a
page, it decides itself. https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from generator.serving.lookup import address_of_file
from generator.serving.preview import Outcome, Preview

_NAMED = 500
"""More changes than so many are not named one by one: every page then counts as changed."""


async def stream(preview: Preview, since: int, *, with_findings: bool) -> AsyncIterator[str]:
    """The events for a page that was made from the build ``since``, the first one at once."""
    yield "retry: 500\n\n"
    async for outcome in preview.outcomes():
        if outcome is None:
            yield ": still here\n\n"
        else:
            yield _event(outcome, preview.changed_since(since), with_findings=with_findings)
            since = outcome.number


def _event(outcome: Outcome, changed: frozenset[str], *, with_findings: bool) -> str:
    """``changed`` is null where that may be anything; ``findings`` is null where they are not for this reader."""
    message = {
        "build": outcome.number,
        "changed": sorted(map(address_of_file, changed)) if len(changed) <= _NAMED else None,
        "findings": outcome.findings if with_findings else None,
    }
    return f"data: {json.dumps(message)}\n\n"

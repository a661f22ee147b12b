"""What holds where several interviews are with one person.

In: what each interview's consent says. Out: the consent that holds for each. Consent is a person's, so the narrowest
audience holds for all of their interviews, and a stand-in that any of them gives; what one withholds, all do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from generator.editions.edition import Edition
from generator.editions.known import Known
from generator.editions.naming import is_telling, person_key
from generator.editions.withholding import WHOLE
from generator.notes.note import Audience, Consent


def settled(notes: Iterable[Known], edition: Edition) -> dict[str, Consent]:
    """What holds for each interview, by path."""
    consents: dict[str, Consent] = {}
    people: dict[str, list[str]] = defaultdict(list)
    for known in notes:
        if known.consent is not None:
            consents[known.path] = known.consent
            people[person_key(known.person)].append(known.path)
    for person, paths in people.items():
        if len(paths) > 1 and is_telling(person):
            stand_in = min((consents[path].name for path in paths if consents[path].name), default="")
            is_hidden = any(not edition.shows(consents[path].audience) for path in paths)
            withheld = sorted({key for path in paths for key in consents[path].withhold} - {WHOLE})
            for path in paths:
                own = consents[path]
                audience = Audience.PRIVATE if is_hidden and edition.shows(own.audience) else own.audience
                withhold = (*own.withhold, *(key for key in withheld if key not in own.withhold))
                consents[path] = replace(own, audience=audience, name=own.name or stand_in, withhold=withhold)
    return consents

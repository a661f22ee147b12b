"""What holds where several interviews are with one person.

In: what each interview's consent says. Out: the consent that holds for each. Consent is a person's, so the narrowest
audience holds for all of their interviews, and a stand-in that any of them gives; what one withholds, all do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from generator.editions.edition import Edition
from generator.editions.known import Known
from generator.editions.naming import person_keys, short_keys
from generator.editions.withholding import WHOLE
from generator.notes.note import Audience, Consent


def settled(notes: Iterable[Known], edition: Edition) -> dict[str, Consent]:
    """What holds for each interview, by path."""
    everyone = tuple(notes)
    stated = {known.path: consent for known in everyone if (consent := known.consent) is not None}
    if all(edition.shows(consent.audience) and not (consent.name or consent.withhold) for consent in stated.values()):
        return stated  # nobody has said anything that could hold for another
    people = {known.path: person_keys(known.person or known.title) for known in everyone if known.path in stated}
    by_person: dict[str, list[str]] = defaultdict(list)
    for path, called in people.items():
        for person in called:
            by_person[person].append(path)
    for path, called in people.items():
        for person in short_keys(called):
            # Two with different middle names are two, unless somebody is called by neither of them.
            if person in by_person:
                by_person[person].append(path)
    consents = dict(stated)
    for paths in by_person.values():
        if len(paths) > 1:
            stand_in = min((stated[path].name for path in paths if stated[path].name), default="")
            is_hidden = any(not edition.shows(stated[path].audience) for path in paths)
            withheld = sorted({key for path in paths for key in stated[path].withhold} - {WHOLE})
            for path in paths:
                own = consents[path]
                audience = Audience.PRIVATE if is_hidden and edition.shows(own.audience) else own.audience
                withhold = (*own.withhold, *(key for key in withheld if key not in own.withhold))
                # Where several speak, the others keep their names, and this one's is replaced as in any text.
                name = own.name or (stand_in if len(people[path]) == 1 else "")
                consents[path] = replace(own, audience=audience, name=name, withhold=withhold)
    return consents

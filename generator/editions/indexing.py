"""Which of those who must not be named a link means, by its key.

In: what is known of all notes, and those among them that are guarded. Out: a `Roster`. A name or path that an open
note has is no secret: a link by it means that note. People who are only named as having made a contact are guarded
too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from generator.editions.guarded import UNCLEAR, Guarded, Roster
from generator.editions.known import Known
from generator.editions.naming import key_of


def indexed(everyone: Mapping[str, Known], guarded: tuple[Guarded, ...]) -> Roster:
    """The roster of those who are guarded."""
    names: dict[str, dict[int, int]] = defaultdict(dict)
    ends: dict[str, set[int]] = defaultdict(set)
    for number, each in enumerate(guarded):
        known = everyone[each.path]
        for rank, keys in enumerate(known.names):
            for key in keys:
                names[key].setdefault(number, rank)
        for end in known.ends:
            ends[end].add(number)
    referrals = {key for known in everyone.values() for key in known.referrals}
    if not names and not referrals:
        return Roster(guarded)
    shut = {each.path for each in guarded}
    unguarded = [known for path, known in everyone.items() if path not in shut]
    open_names, open_ends = _open(unguarded, names.keys() | referrals, ends.keys())
    secret = {key_of(name) for each in guarded for name in each.spellings}
    meant = {key: _nearest(ranks, guarded) for key, ranks in names.items() if key in secret or key not in open_names}
    unmet = sorted(referrals - names.keys() - open_names)
    meant |= {key: len(guarded) + at for at, key in enumerate(unmet)}
    paths = {
        end: next(iter(found)) if len(found) == 1 else UNCLEAR for end, found in ends.items() if end not in open_ends
    }
    strangers = (Guarded(words=tuple(key.split())) for key in unmet)
    return Roster((*guarded, *strangers), tuple(sorted(meant.items())), tuple(sorted(paths.items())))


def _open(notes: Iterable[Known], names: Set[str], ends: Set[str]) -> tuple[set[str], set[str]]:
    """Which of these names, and ends of paths, some note has that is for all to see."""
    found: set[str] = set()
    found_ends: set[str] = set()
    for known in notes:
        for keys in known.names:
            found.update(keys)
        found_ends.update(known.ends)
    return found & names, found_ends & ends


def _nearest(ranks: Mapping[int, int], guarded: Sequence[Guarded]) -> int:
    """Of those with a name, the one that it means first of all, as links are resolved; a person before what is called
    after them.
    """
    people = {number: rank for number, rank in ranks.items() if guarded[number].stand_in or not guarded[number].shown}
    best = min((people or ranks).values())
    found = [number for number, rank in (people or ranks).items() if rank == best]
    return found[0] if len(found) == 1 else UNCLEAR

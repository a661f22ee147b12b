"""Which note, file or term has which address.

A note asks for an address; where two ask for the same, ``index.md`` has it, else the first in path order. The other's
ends in a digest of its path, so that nothing is lost while the author sorts it out.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from generator.addresses import fold
from generator.catalog.catalog import Catalog
from generator.catalog.extract import attachment_address
from generator.catalog.memory import query
from generator.names import stem_of
from generator.notes.note import Taxonomy

_LIST_PAGE = re.compile(
    rf"interviews/by-name/index\.html|(?:interviews|{'|'.join(Taxonomy)})/(?:.+/)?page-[0-9]+/index\.html"
)


def holder(ask: Catalog, address: str) -> str:
    """The path of the note or file that an address belongs to; "" where it is nobody's."""
    return min(ask.said("claim", fold(address)), key=precedence, default="")


def precedence(path: str) -> tuple[bool, str]:
    """What puts those who ask for one address in the order in which they get it: ``index`` before ``README``."""
    return stem_of(path).lower() != "index", path


def is_ours(address: str) -> bool:
    """Whether an address is kept for what Fieldpath itself publishes besides pages, so that no alias can be there."""
    return fold(address).startswith(("assets/", "attachments/", "sitemap")) or is_list_page(address)


def is_list_page(address: str) -> bool:
    """Whether an address is kept for a list: interviews by name, and the further pages, which come and go, of any."""
    return bool(_LIST_PAGE.fullmatch(fold(address)))


@query
def address_of(ask: Catalog, path: str) -> str:
    """The address of a note or of an attachment."""
    wanted = attachment_address(path) if ask.said("file", path) else str(ask.said("address", path)[path])
    return wanted if holder(ask, wanted) == path and not is_list_page(wanted) else apart(wanted, path)


def apart(address: str, key: str) -> str:
    """An address made different from its like by a digest of what it is for; beside ``/`` it is ``/index-3ac637/``."""
    digest = blake2b(key.encode(), digest_size=3).hexdigest()
    folder, _, name = address.removesuffix("/").rpartition("/")
    stem, dot, extension = name.rpartition(".")
    told = f"{stem}-{digest}.{extension}" if dot else f"{name or 'index'}-{digest}"
    return f"{folder}/{told}" + ("/" if address.endswith("/") else "")

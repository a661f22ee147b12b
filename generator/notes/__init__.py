"""What the author wrote: one Markdown file with front matter becomes one `Note`.

Comes in: a path and bytes. Goes out: a `Note`, in any case. Never here: another note, an address on the site, a
template, a disk.
"""

"""The one door between the notes and the catalog: what an audience may see of a wiki.

In: notes as read, the audience, the day, the wiki's defaults. Out: the notes that this audience may see, as it may see
them. A `Register` looks at all notes and says who must not be named; a `Door` then admits note by note. Nothing here
renders or knows the disk.
"""

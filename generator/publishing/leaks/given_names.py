"""First names that say too little by themselves, for so many people have them.

In: nothing. Out: a hundred frequent names of boys and a hundred of girls born in the United States in the last hundred
years, folded; after the Social Security Administration's "Top Names Over the Last 100 Years",
https://www.ssa.gov/oact/babynames/decades/century.html. Who bears one is found by the full name, and by the last.
"""

from __future__ import annotations

_BOYS = """
james michael robert john david william richard joseph thomas christopher charles daniel matthew anthony mark donald
steven andrew paul joshua kenneth kevin brian timothy ronald george jason edward jeffrey ryan jacob nicholas gary eric
jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry
tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy christian walter keith austin roger
terry sean gerald carl dylan harold jordan jesse bryan lawrence arthur gabriel bruce logan billy joe alan juan elijah
willie albert wayne randy mason vincent liam roy bobby caleb bradley russell lucas
"""
_GIRLS = """
mary patricia jennifer linda elizabeth barbara susan jessica karen sarah lisa nancy sandra betty ashley emily kimberly
margaret donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela
shirley emma brenda pamela nicole anna samantha katherine christine debra rachel carolyn janet maria olivia heather
helen catherine diane julie victoria joyce lauren kelly christina ruth joan virginia judith evelyn hannah andrea megan
cheryl jacqueline madison teresa abigail sophia martha sara gloria janice kathryn ann isabella judy charlotte julia
grace amber alice jean denise frances danielle marilyn natalie beverly diana brittany theresa kayla alexis doris lori
tiffany
"""

FREQUENT = frozenset(f"{_BOYS} {_GIRLS}".encode().split())

"""Markdown to a `Body`: pieces of finished, safe HTML with the mentions of other files between them.

Comes in: the text of one note below its front matter. Goes out: a `Rendered`. In these steps, each in the module
named:

1. `comments` takes ``%%comments%%`` out of the text, before anything else sees it.
2. `parser` makes markdown-it tokens, by the rules of markdown-it-py, of mdit-py-plugins, and of one small module a
   rule here.
3. `writing` makes HTML of them, with a mark where another file is mentioned, a heading begins, or a passage stands;
   `raw_html` lets through what an author may write as HTML.
4. `sanitizing` has nh3 take away what is not allowed, except where a stricter look finds that there is nothing.
5. `pieces` cuts the sanitised HTML at the marks.

Never here: another note, an address on the site, a template, a file. No input makes it raise.
"""

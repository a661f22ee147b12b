"""A view and a template become the text of a page.

In: the theme's templates, those of the wiki that replace them, and frozen views. Out: text; or a `TemplateFailure` that
says what is wrong in which template. What is shown is decided by the view and the template, never here.

Templates come with a wiki, and a wiki may come from somebody else: they run in Jinja's sandbox, and no file is read to
which a symbolic link leads out of their folders.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, MutableMapping
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.loaders import split_template_path
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.addresses import ROOT
from generator.catalog.packing import Packed
from generator.compiling import FIELDS, Compiler, shown
from generator.diagnostics import Code, Diagnostic, Origin
from generator.theme import theme_folder

_ASSETS = "assets"
_ROOT = ROOT.encode()
_DRAWN_AT_MOST = 25_000
_INDENT = re.compile(r"^[ \t]+(?=[<{])", re.MULTILINE)
_KEEPS_INDENT = ("<pre", "<textarea")


class TemplateFailure(Exception):
    """A template is missing or could not be run to its end; ``diagnostic`` says why and where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Theme:
    """The templates of a wiki: its own, and the theme's where it has none of that name.

    Templates are read once: after a change on the disk, another theme is made.
    """

    def __init__(self, overrides: Path | None) -> None:
        """``overrides`` is the wiki's own ``templates/`` folder; it need not exist."""
        theme = theme_folder()
        self._folders: dict[Path, Origin] = {theme: Origin.THEME}
        if overrides is not None and overrides.resolve() != theme:
            self._folders = {overrides: Origin.TEMPLATES, theme: Origin.THEME}
        self._loader = _Folders(tuple(self._folders))
        self._environment = _Environment(
            loader=self._loader,
            autoescape=select_autoescape(("html", "xml")),
            undefined=_Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.filters["drawn_by"] = self._drawn_by
        self._drawn: dict[tuple[Any, ...], Any] = {}
        self._templates: dict[str, Template] = {}
        self._digests: dict[str, bytes] = {}
        self._named: dict[str, list[str | None]] = {}

    def render(self, template: str, view: object) -> bytes:
        """Return the text of a view, in UTF-8; the template sees it as ``view``, and its frame, where it has one, as
        ``page``. The ``root`` of either, if it has one, takes the place of `ROOT`.

        Raises `TemplateFailure`.
        """
        try:
            page = getattr(view, "page", None)
            text = self._compiled(template).render(view=view, page=page)
            return text.encode().replace(_ROOT, getattr(page or view, "root", ROOT).encode())
        except Exception as error:  # a template can raise anything, and whatever it is, it is the template's
            raise TemplateFailure(self._diagnose(template, error)) from error

    def compile_all(self) -> None:
        """Compile every template, before the first is asked for."""
        for template in self._environment.list_templates():
            self._compiled(template)

    def digest(self, template: str) -> bytes:
        """Return a digest of the sources of a template and all that it extends, includes or imports."""
        if template not in self._digests:
            digest = hashlib.blake2b(digest_size=16)
            for name in sorted(self._with_parts(template)):
                source = self._source(name)
                known = b"" if source is None else hashlib.blake2b(source.encode(), digest_size=16).digest()
                digest.update(name.encode() + b"\0" + known)
            self._digests[template] = digest.digest()
        return self._digests[template]

    def assets(self) -> Mapping[str, Path]:
        """Return the files in ``assets/``, by address; the wiki's own win, hidden ones are left out."""
        found: dict[str, Path] = {}
        for folder in reversed(self._folders):
            for path in (folder / _ASSETS).rglob("*"):
                name = path.relative_to(folder)
                if path.is_file() and _is_inside(path, folder) and not any(part.startswith(".") for part in name.parts):
                    found[f"/{name.as_posix()}"] = path
        return dict(sorted(found.items()))

    def _compiled(self, template: str) -> Template:
        ready = self._templates.get(template)
        if ready is None:
            ready = self._templates[template] = self._environment.get_template(template)
        return ready

    def _drawn_by(self, view: Any, macro: Macro, *arguments: Any) -> Any:
        """The filter ``view | drawn_by(macro)``: what a macro makes of a view. The same interview stands in many lists,
        and is drawn once.
        """
        key = (macro, view.encoded if isinstance(view, Packed) else view, arguments)
        if key not in self._drawn:
            if len(self._drawn) >= _DRAWN_AT_MOST:
                self._drawn.clear()
            self._drawn[key] = macro(view, *arguments)
        return self._drawn[key]

    def _with_parts(self, template: str) -> set[str]:
        """The names of a template and its parts; of all templates, if one of them makes up a name as it runs."""
        found: set[str] = set()
        ahead = [template]
        while ahead:
            name = ahead.pop()
            if name in found:
                continue
            found.add(name)
            for part in self._references(name):
                if part is None:
                    return found.union(self._environment.list_templates())
                ahead.append(part)
        return found

    def _references(self, template: str) -> list[str | None]:
        """The templates that one names; most name the same few, each of which is parsed once."""
        if template not in self._named:
            try:
                parsed = self._environment.parse(self._source(template) or "")
                self._named[template] = list(find_referenced_templates(parsed))
            except TemplateSyntaxError:
                self._named[template] = []
        return self._named[template]

    def _source(self, template: str) -> str | None:
        """The text of a template; None where there is none, or none that can be read."""
        try:
            return self._loader.get_source(self._environment, template)[0]
        except (TemplateNotFound, TemplateSyntaxError):
            return None

    def _diagnose(self, template: str, error: Exception) -> Diagnostic:
        file, line = self._place(error)
        origin, path = self._relative(file, template)
        message, hint = _explained(error)
        return Diagnostic(Code.TEMPLATE_ERROR, path, message, hint, line, origin=origin)

    def _place(self, error: Exception) -> tuple[str, int]:
        """The file and line that an error is about: a syntax error's own, else the innermost template's."""
        if isinstance(error, TemplateSyntaxError):
            return error.filename or "", error.lineno
        running = [
            (frame.f_code.co_filename, line)
            for frame, line in walk_tb(error.__traceback__)
            if any(Path(frame.f_code.co_filename).is_relative_to(folder) for folder in self._folders)
        ]
        return running[-1] if running else ("", 0)

    def _relative(self, file: str, template: str) -> tuple[Origin, str]:
        for folder, origin in self._folders.items():
            if file and Path(file).is_relative_to(folder):
                return origin, Path(file).relative_to(folder).as_posix()
        own = next(iter(self._folders.values()))
        return own, template


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with a short way to the fields of views: they are plain data, which needs none of its checks."""

    code_generator_class = Compiler
    shown = staticmethod(shown)
    fields = FIELDS

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Make a template's globals: in one dictionary, for at each import its names are compared with the page's."""
        return {**self.globals, **(d or {})}

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls: a macro at once, for it runs in the sandbox like the template itself."""
        if type(called) is not Macro:
            return super().call(context, called, *args, **kwargs)
        # Where the call stands is for functions alone that ask for their context.
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(context.eval_ctx, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return ``obj.attribute`` as a template may see it."""
        if type(obj) is Packed:
            obj = obj.unpacked()
        if attribute in FIELDS[type(obj)]:
            return getattr(obj, attribute)
        if isinstance(obj, dict) and attribute not in obj and not hasattr(obj, attribute):
            return ChainableUndefined(name=attribute, obj=obj)  # what one author wrote, another need not have
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return ``obj[argument]``, or what filters such as ``map`` call an attribute."""
        return super().getitem(obj.unpacked() if isinstance(obj, Packed) else obj, argument)


class _Folders(BaseLoader):
    """Templates by name from the first folder that has one."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        for folder in self._folders:
            path = folder.joinpath(*split_template_path(template))
            if path.is_file() and _is_inside(path, folder):
                try:
                    return _unindented(path.read_text(encoding="utf-8-sig")), str(path), None
                except UnicodeDecodeError as error:
                    message = "This template is not in UTF-8: save it with that encoding"
                    raise TemplateSyntaxError(message, 0, template, str(path)) from error
        raise TemplateNotFound(template)

    def list_templates(self) -> list[str]:
        return sorted(
            {
                path.relative_to(folder).as_posix()
                for folder in self._folders
                for path in folder.rglob("*")
                if path.suffix in (".html", ".xml") and path.is_file()
            }
        )


class _Unknown(StrictUndefined):
    """A name that a template uses and nothing has."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, of = str(self._undefined_name), self._undefined_obj
        if not FIELDS[type(of)]:
            return str(super()._undefined_message)
        near = get_close_matches(name, FIELDS[type(of)], 1)
        instead = f": did you mean `{near[0]}`?" if near else ""
        return f"{type(of).__name__} has nothing called `{name}`{instead}"


def _unindented(template: str) -> str:
    """A template without the spaces before its tags: an eighth of a page, which nobody sees."""
    return template if any(tag in template for tag in _KEEPS_INDENT) else _INDENT.sub("", template)


def _explained(error: Exception) -> tuple[str, str]:
    """What is wrong, and what to do."""
    if isinstance(error, TemplateNotFound):
        return f"There is no template called `{error.name}`", "Add it to the templates folder, or correct the name."
    message = str(error) or type(error).__name__
    if isinstance(error, TemplateSyntaxError):
        return message, "See Jinja's template documentation for the syntax." if error.lineno else ""
    return message, "A template sees the page's data as `view` and what surrounds it as `page`; see docs/themes.md."


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a file is really in a folder, wherever symbolic links lead."""
    return path.resolve().is_relative_to(folder.resolve())

// What the last build found, shown over the page: errors in a panel, warnings behind a button in the corner.
// All of it may quote what anybody wrote: it is put in as text, never as HTML.

const DISMISSED = "fieldpath-dismissed";

export class Findings {
  #root;
  #parts;
  #last = null;
  #dismissed = new Set(stored());
  #isListOpen = false;

  constructor(styleSheet) {
    const host = document.createElement("fieldpath-findings");
    host.hidden = true;
    this.#root = host.attachShadow({ mode: "open" });
    const style = make("link", { rel: "stylesheet", href: styleSheet });
    style.onload = () => (host.hidden = false);
    this.#parts = {
      announcement: make("p", { className: "unseen", role: "alert" }),
      errors: make("section", { className: "panel errors", role: "dialog", tabIndex: -1, hidden: true }),
      warnings: make("section", { className: "panel warnings", role: "dialog", tabIndex: -1, hidden: true }),
      corner: make("div", { className: "corner" }),
    };
    this.#root.append(style, ...Object.values(this.#parts));
    document.body.append(host);
    // What it covers can be scrolled up from below it.
    new ResizeObserver(() => {
      document.documentElement.style.paddingBottom = host.offsetHeight ? `${host.offsetHeight}px` : "";
    }).observe(host);
    document.addEventListener("keydown", (event) => this.#onKey(event));
  }

  // Shows what was found: errors at once, unless these very ones were put away before.
  show(findings) {
    const keys = errorKeys(findings);
    const isNews = keys.some((key) => !errorKeys(this.#last).includes(key) && !this.#dismissed.has(key));
    this.#dismissed = new Set(keys.filter((key) => this.#dismissed.has(key)));
    this.#last = findings;
    if (findings.warnings.length === 0) this.#isListOpen = false;
    this.#draw();
    if (isNews) this.#parts.announcement.textContent = `${title(findings)}: ${first(findings)}`;
    if (keys.length === 0) this.#parts.announcement.textContent = "";
  }

  #draw() {
    const { errors, warnings, corner } = this.#parts;
    const keys = errorKeys(this.#last);
    const areErrorsOpen = keys.some((key) => !this.#dismissed.has(key));
    const { warnings: list, more_warnings: more } = this.#last;

    errors.hidden = !areErrorsOpen;
    fill(errors, title(this.#last), () => this.#dismiss(), [
      ...(this.#last.crash ? [crash(this.#last.crash)] : []),
      ...items(this.#last.errors, this.#last.more_errors),
    ]);
    warnings.hidden = !this.#isListOpen || areErrorsOpen;
    fill(warnings, several(list.length + more, "warning"), () => this.#openList(false), items(list, more));

    const buttons = [];
    if (keys.length && !areErrorsOpen) {
      const open = () => this.#reopen();
      buttons.push(make("button", { type: "button", className: "errors", textContent: title(this.#last), onclick: open }));
    }
    if (list.length && !areErrorsOpen && !this.#isListOpen) {
      const text = several(list.length + more, "warning");
      const open = () => this.#openList(true);
      buttons.push(make("button", { type: "button", className: "warnings", textContent: text, onclick: open }));
    }
    corner.replaceChildren(...buttons);
  }

  #dismiss() {
    const hadFocus = this.#parts.errors.contains(this.#root.activeElement);
    this.#dismissed = new Set(errorKeys(this.#last));
    store(this.#dismissed);
    this.#draw();
    if (hadFocus) this.#parts.corner.querySelector(".errors")?.focus();
  }

  #reopen() {
    this.#dismissed.clear();
    store(this.#dismissed);
    this.#draw();
    this.#parts.errors.focus();
  }

  #openList(isOpen) {
    this.#isListOpen = isOpen;
    this.#draw();
    if (isOpen) this.#parts.warnings.focus();
    else this.#parts.corner.querySelector(".warnings")?.focus();
  }

  #onKey(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (!this.#parts.errors.hidden) this.#dismiss();
    else if (!this.#parts.warnings.hidden) this.#openList(false);
  }
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function fill(panel, heading, close, contents) {
  const button = make("button", { type: "button", className: "close", ariaLabel: "Close", textContent: "×", onclick: close });
  panel.ariaLabel = heading;
  panel.replaceChildren(
    make("header", {}, make("h2", { textContent: heading }), button),
    make("ol", {}, ...contents),
  );
}

function items(list, more) {
  const rest = make("li", { className: "more", textContent: `… and ${more} more: see the terminal.` });
  return [...list.map(item), ...(more ? [rest] : [])];
}

function item(finding) {
  const parts = [
    make("p", { className: "message", textContent: finding.message }),
    make("p", { className: "place" }, make("code", { textContent: finding.place }), " ", make("span", { textContent: finding.code })),
  ];
  const seen = finding.excerpt;
  if (seen) {
    const mark = make("mark", { textContent: seen.marked || " " });
    parts.push(make("pre", {}, make("span", { className: "line", textContent: seen.line }), seen.before, mark, seen.after));
  }
  if (finding.hint) parts.push(make("p", { className: "hint", textContent: finding.hint }));
  return make("li", {}, ...parts);
}

function crash(trace) {
  return make(
    "li",
    {},
    make("p", { className: "message", textContent: "The build stopped: this is a bug of Fieldpath, not of your notes." }),
    make("pre", { className: "trace", tabIndex: 0, textContent: trace }),
    make("p", { className: "hint", textContent: "The preview goes on with the last site. Your next change is built again." }),
  );
}

function title(findings) {
  return several(findings.errors.length + findings.more_errors + (findings.crash ? 1 : 0), "error");
}

function first(findings) {
  const [error] = findings.errors;
  return findings.crash || !error ? "The build stopped." : `${error.place}: ${error.message}`;
}

function errorKeys(findings) {
  if (!findings) return [];
  const keys = findings.errors.map((error) => `${error.file} ${error.code} ${error.message}`);
  return findings.crash ? [...keys, findings.crash] : keys;
}

function several(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(DISMISSED)) ?? [];
  } catch {
    return [];
  }
}

function store(keys) {
  try {
    sessionStorage.setItem(DISMISSED, JSON.stringify([...keys]));
  } catch {
    // Without storage, what was put away comes back with the next page.
  }
}

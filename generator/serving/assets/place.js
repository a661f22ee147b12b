// Where the reader was: kept across a reload, for this tab and this page only.

const KEY = `fieldpath-place:${location.pathname}`;

// Loads the page again, and remembers how far it was scrolled and what had the focus.
export function reload() {
  const place = { x: scrollX, y: scrollY, focus: pathTo(document.activeElement) };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Without storage the page still follows, from its top.
  }
  location.reload();
}

// Goes back to where the reader was before `reload`, if that is what brought them here.
export function restore() {
  let place = null;
  try {
    place = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
  } catch {
    return;
  }
  if (!place) return;
  const focused = place.focus && document.querySelector(place.focus);
  if (focused) focused.focus({ preventScroll: true });
  const scroll = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  scroll();
  // Pictures may have moved the text by the time that all is there; but a reader who has scrolled on is left alone.
  let touched = false;
  for (const kind of ["wheel", "touchstart", "keydown"]) {
    addEventListener(kind, () => (touched = true), { once: true, passive: true });
  }
  if (document.readyState !== "complete") addEventListener("load", () => touched || scroll(), { once: true });
}

// A selector that finds an element again in the new page: from the nearest id, or from the body, down.
function pathTo(element) {
  const steps = [];
  for (let at = element; at && at !== document.body && at !== document.documentElement; at = at.parentElement) {
    if (at.id) {
      steps.unshift(`#${CSS.escape(at.id)}`);
      return steps.join(" > ");
    }
    steps.unshift(`${CSS.escape(at.localName)}:nth-child(${[...at.parentElement.children].indexOf(at) + 1})`);
  }
  return steps.length ? `body > ${steps.join(" > ")}` : "";
}

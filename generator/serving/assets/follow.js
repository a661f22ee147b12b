// The preview's page follows the files: it hears of each build and decides what that means to it.

import { Findings } from "./findings.js";
import { reload, restore } from "./place.js";

const told = document.getElementById("fieldpath-follow").dataset;
const own = new Set([told.served, address(location.pathname), `${address(location.pathname)}/`]);
const findings = new Findings(new URL("./findings.css", import.meta.url));
const SECOND = 1000;

let build = Number(told.build);
let stream = null;
// Files with an error that came together with a change of this page: until they are mended, the last good page stays.
let broken = new Set();
let filesWithErrors = new Set();

restore();
listen();
// Browsers allow few connections to one server: only pages that are looked at hold one.
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
addEventListener("pagehide", leave);
addEventListener("pageshow", listen);

function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource(new URL(`./events?since=${build}`, import.meta.url));
  stream.onmessage = (event) => hear(JSON.parse(event.data));
  stream.onerror = () => {
    // A connection that was cut comes back by itself; one that was refused is to a server that has been started anew.
    if (stream && stream.readyState === EventSource.CLOSED) setTimeout(startOver, SECOND);
  };
}

function leave() {
  stream?.close();
  stream = null;
}

async function startOver() {
  try {
    await fetch(location.href, { method: "HEAD" });
    reload();
  } catch {
    setTimeout(startOver, SECOND);
  }
}

function hear(message) {
  build = message.build;
  const errors = new Set(message.findings ? message.findings.errors.map((error) => error.file) : []);
  const added = [...errors].filter((file) => !filesWithErrors.has(file));
  filesWithErrors = errors;
  if (message.findings) findings.show(message.findings);

  const changed = message.changed && new Set(message.changed);
  const sheets = changed ? linkedSheets().filter((link) => changed.has(address(new URL(link.href).pathname))) : [];
  const swapped = new Set(sheets.map((link) => address(new URL(link.href).pathname)));
  const touched = !changed || [...own, ...loaded()].some((one) => changed.has(one) && !swapped.has(one));
  const wasBroken = broken.size > 0;
  broken = new Set([...broken].filter((file) => errors.has(file)));
  if (touched) for (const file of added) broken.add(file);

  if (broken.size === 0 && (touched || wasBroken)) reload();
  else sheets.forEach(swap);
}

// The path of an address as the server names it: decoded, in composed form, without the name of a folder's page.
function address(path) {
  try {
    path = decodeURIComponent(path);
  } catch {
    // A path that is not UTF-8 is none of the site's.
  }
  return path.normalize("NFC").replace(/\/index\.html$/, "/");
}

// The addresses of everything that this page has loaded from here, or tried to.
function loaded() {
  const embedded = [...document.querySelectorAll("img[src], source[src], video[src], audio[src], object[data]")];
  const urls = [
    ...performance.getEntriesByType("resource").map((entry) => entry.name),
    ...embedded.map((element) => element.src || element.data),
  ];
  return urls
    .filter((url) => URL.canParse(url) && new URL(url).origin === location.origin)
    .map((url) => address(new URL(url).pathname));
}

function linkedSheets() {
  return [...document.querySelectorAll('link[rel~="stylesheet"][href]')].filter(
    (link) => new URL(link.href).origin === location.origin,
  );
}

// Puts the new style sheet beside the old one, and takes the old one away once the new one is there.
function swap(link) {
  const fresh = link.cloneNode();
  const url = new URL(link.href);
  url.searchParams.set("build", build);
  fresh.href = url;
  fresh.onload = fresh.onerror = () => link.remove();
  link.after(fresh);
}

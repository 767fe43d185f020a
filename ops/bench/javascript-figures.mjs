// What the browser has to load for each page: the scripts that the page names, compressed as they are sent (Brotli), from the build's own files.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gunzipSync } from "node:zlib";
import { row } from "./figures.mjs";
import { editableForms } from "./scene.mjs";
import { arrive, get } from "./visitor.mjs";

/** kB, to be reached. */
const LIMITS = { form: 200, page: 200 };

/** One row a page, the largest first. */
export async function measureJavascript(app) {
  const [form] = await editableForms(app, 1);
  const [person, manager, administrator] = await Promise.all([arrive(app.address, form.coordinator), arrive(app.address, "dana"), arrive(app.address, "ada")]);
  const pages = [
    ["Form", person, `/entries/${form.id}`, LIMITS.form], ["Log of medications", person, `/patients/${form.patient}/logs/concomitant_medication`], ["Casebook", person, `/patients/${form.patient}`],
    ["Matrix", person, "/patients"], ["My day", person, "/"], ["Queries", person, "/queries"],
    ...["/exposure", "/lock", "/efficacy", "/safety", "/deviations", "/laboratory", "/cuts", "/trail", "/redactions"].map((address) => [address, manager, address]),
    ...["/people", "/versions", "/sessions", "/account", "/protocol"].map((address) => [address, administrator, address]),
  ];
  const rows = [];
  for (const [name, visitor, address, limit = LIMITS.page] of pages) {
    rows.push(row({ name: `JavaScript: ${name}`, value: scriptsOf(app.root, htmlOf(await visitor.get(address))), unit: "kB", target: limit }));
  }
  rows.push(row({ name: "JavaScript: Sign-in, the framework and one small form", value: scriptsOf(app.root, htmlOf(await get(`${app.address}/sign-in`))), unit: "kB" }));
  return rows.sort((one, other) => other.value - one.value);
}

export const htmlOf = ({ body, encoding }) => (encoding === "gzip" ? gunzipSync(body) : body).toString("utf8");

/** kB of the scripts that a page names, those that it asks for early included. */
export function scriptsOf(root, html) {
  const named = [/<script src="(\/_next\/[^"]+\.js[^"]*)"(?![^>]*noModule)/g, /<link rel="preload" as="script"[^>]* href="(\/_next\/[^"]+\.js[^"]*)"/g, /"(static\/chunks\/[^"\\]+\.js)\\?"/g];
  return sizeOf(root, new Set(named.flatMap((pattern) => [...html.matchAll(pattern)].map(([, file]) => file.replace(/^\/_next\//, "").split("?")[0]))));
}

function sizeOf(root, files) {
  return [...files].reduce((sum, name) => {
    const file = path.join(root, ".next", decodeURIComponent(name));
    return sum + (existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : brotliCompressSync(readFileSync(file))).length / 1024;
  }, 0);
}

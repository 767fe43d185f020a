// What a person waits for on the pages opened most, and what the browser has to load for a form.
import { median, row } from "./figures.mjs";
import { htmlOf, scriptsOf, stylesOf } from "./javascript-figures.mjs";
import { editableForms } from "./scene.mjs";
import { arrive, get } from "./visitor.mjs";

const ROUNDS = 40;
const WARM_UP = 8;
const SIGN_IN = "the sign-in page of the same build: same layout and styles, one small form, no database (the nearest to an empty page that the product has)";
const HEALTH = "/api/health of the same build: a route that answers {\"ok\":true}";

export async function measurePages(app) {
  const [form] = await editableForms(app, 1);
  const [person, manager] = await Promise.all([arrive(app.address, form.coordinator), arrive(app.address, "dana")]);
  const visits = {
    health: () => get(`${app.address}/api/health`),
    bare: () => get(`${app.address}/sign-in`),
    matrix: () => manager.get("/patients"),
    casebook: () => person.get(`/patients/${form.patient}`),
    form: () => person.get(`/entries/${form.id}`),
  };
  const seen = await inTurns(visits);
  const { rows: [{ patients }] } = await (await app.admin()).query("SELECT count(*)::int AS patients FROM app.patient");
  const of = (page, byte) => median(seen[page].map((visit) => visit[byte]));
  const page = (name, key, target) => ["first", "last"].map((byte) =>
    row({ name: `${name}: ${byte} byte, p50`, value: of(key, byte), unit: "ms", floor: of("bare", byte), floorIs: SIGN_IN, target, of: "ratio" }));
  return [
    ...page(`Patient matrix (${patients} patients)`, "matrix", 4), ...page("Casebook of a patient", "casebook", 4), ...page("Form (haematology)", "form", 3),
    row({ name: "Sign-in page: last byte, p50", value: of("bare", "last"), unit: "ms", floor: of("health", "last"), floorIs: HEALTH }),
    row({ name: "Patient matrix: HTML as sent", value: kB(seen.matrix[0].body), unit: "kB", floor: kB(seen.bare[0].body), floorIs: SIGN_IN }),
    ...bundleOf(app.root, htmlOf(seen.form[0]), htmlOf(seen.bare[0])),
  ];
}

/** One after the other and round by round, so that whatever else the machine does falls on all of them alike. */
async function inTurns(visits) {
  const seen = Object.fromEntries(Object.keys(visits).map((key) => [key, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [key, visit] of Object.entries(visits)) {
      const found = await visit();
      if (round >= 0) seen[key].push(found);
    }
  }
  return seen;
}

const kB = (bytes) => bytes.length / 1024;

/** Scripts and styles that the page names, compressed as they are sent. */
function bundleOf(root, form, bare) {
  return [
    row({ name: "Form: JavaScript, compressed", value: scriptsOf(root, form), unit: "kB", floor: scriptsOf(root, bare), floorIs: "the scripts and styles of the sign-in page", target: 200 }),
    row({ name: "Form: styles, compressed", value: stylesOf(root, form), unit: "kB", floor: stylesOf(root, bare), floorIs: "the scripts and styles of the sign-in page" }),
  ];
}

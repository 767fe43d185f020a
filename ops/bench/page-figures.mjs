// What a person waits for on the pages opened most, beside the floors in the same rounds.
import { FLOORS } from "./floors.mjs";
import { median, notMeasured, row } from "./figures.mjs";
import { formAsTyped } from "./scene.mjs";
import { arrive, get } from "./visitor.mjs";

const ROUNDS = 30;
const WARM_UP = 3;
const LONGEST_MS = 60_000; // then the rounds made so far have to do
const FEWEST = 3;
/** Times the floor's, and times the same page's at fewer patients. */
const REACH = { form: 3, matrix: 4, casebook: 4, queries: 4, exposure: 4, efficacy: 4, trail: 3 };
const GROWTH = { matrix: 1.3, casebook: 1.5, queries: 1.5, exposure: 1.5, efficacy: 1.5 };

/**
 * One round opens every page once. `before`: what this returned for fewer patients, and then how much each page has grown.
 * Returns `{ rows, patients, taken }`, `taken` in ms by page.
 */
export async function measurePages(app, floors, before = null) {
  const form = await formAsTyped(app);
  const [person, manager] = await Promise.all([arrive(app.address, form.coordinator), arrive(app.address, "dana")]);
  const sizes = await sizesOf(app);
  const of = (visitor, address) => () => visitor.get(address);
  const pages = {
    form: ["Form page", of(person, `/entries/${form.id}`)],
    matrix: [`Patient matrix of ${sizes.patients}`, of(manager, "/patients")],
    casebook: ["Casebook with timeline", of(manager, `/patients/${form.patient}`)],
    queries: [`Queries, filtered and sorted (of ${sizes.queries})`, of(manager, "/queries?state=all&form=haematology&sort=-age")],
    exposure: ["Exposure board", of(manager, "/exposure")],
    efficacy: ["Efficacy", of(manager, "/efficacy")],
    trail: [`Trail of one field of one form (of ${sizes.events} events)`, of(manager, `/trail?entry=${form.id}&field=haematology.platelets`)],
  };
  const { seen, refused } = await inTurns({ F2: floors.F2, F3: floors.F3, signIn: () => get(`${app.address}/sign-in`), ...Object.fromEntries(Object.entries(pages).map(([key, [, visit]]) => [key, visit])) });
  const taken = Object.fromEntries(Object.entries(seen).filter(([, visits]) => visits.length > 0).map(([key, visits]) => [key, median(visits)]));
  const rows = Object.entries(pages).flatMap(([key, [name]]) => (taken[key] === undefined ? [notMeasured(name, refused[key] ?? "no time was left")] : [
    row({ name: `${name}: last byte, p50`, value: taken[key], unit: "ms", floor: taken.F3, floorIs: FLOORS.F3, target: REACH[key], of: "ratio" }),
    ...(before?.taken[key] === undefined || before.patients === sizes.patients || GROWTH[key] === undefined ? [] : [row({ name: `${name}: grown since ${before.patients} patients`, value: taken[key], unit: "ms", floor: before.taken[key], floorIs: "the same page of the same run with fewer patients", target: GROWTH[key], of: "ratio" })]),
  ]));
  return { patients: sizes.patients, taken, rows: [row({ name: "A page with 50 rows (F3): last byte, p50", value: taken.F3, unit: "ms", floor: taken.F2, floorIs: FLOORS.F2 }), row({ name: "Sign-in page: last byte, p50", value: taken.signIn, unit: "ms", floor: taken.F2, floorIs: FLOORS.F2 }), ...rows] };
}

async function sizesOf(app) {
  const { rows: [sizes] } = await (await app.admin()).query("SELECT (SELECT count(*)::int FROM app.patient) AS patients, (SELECT count(*)::int FROM app.discrepancy) AS queries, (SELECT sum(last_seq)::int FROM audit.chain_head) AS events");
  return sizes;
}

/** Round by round, so that whatever else the machine does falls on all of them alike. A page that fails is left out, with what it answered. */
async function inTurns(visits) {
  const seen = Object.fromEntries(Object.keys(visits).map((key) => [key, []]));
  const refused = {};
  const began = performance.now();
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    if (performance.now() - began > LONGEST_MS && round >= FEWEST) break;
    for (const [key, visit] of Object.entries(visits)) {
      if (refused[key]) continue;
      try {
        const { last } = await visit();
        if (round >= 0) seen[key].push(last);
      } catch (error) { refused[key] = error.message; }
    }
  }
  return { seen, refused };
}

// A save through the server action beside the floors that write a form: one client, and sixteen on different patients.
import { randomUUID } from "node:crypto";
import { FLOORS } from "./floors.mjs";
import { median, rate, row, timed } from "./figures.mjs";
import { desksOf } from "./save-figures.mjs";
import { editableForms } from "./scene.mjs";
import { arrive } from "./visitor.mjs";

const ROUNDS = 40;
const WARM_UP = 5;
const LONGEST_MS = 60_000; // then the rounds made so far have to do
const FEWEST = 5;
const CLIENTS = 16;
const EACH = 30; // as many of ours as of the floor's: both get faster while they are new

export async function measureFormSave(app, floors) {
  const forms = await editableForms(app, CLIENTS);
  const desks = await desksOf(app, forms);
  const plain = await plainSave(app, forms[0]);
  const seen = await inTurns({ F1: floors.F1, F4: floors.F4, deriving: () => desks[0].save(), plain });
  const together = await rate(CLIENTS, EACH, (client) => desks[client].save());
  const floorTogether = await rate(CLIENTS, EACH, () => floors.F4());
  const floor = { floor: seen.F4, floorIs: FLOORS.F4 };
  return [
    row({ name: "A form and an audit row inserted (F4), one client, p50", value: seen.F4, unit: "ms", floor: seen.F1, floorIs: FLOORS.F1 }),
    row({ name: "Save of a form against F4, one client, p50", value: seen.plain, unit: "ms", ...floor, target: 4, of: "ratio" }),
    row({ name: "Save that derives the response anew, one client, p50", value: seen.deriving, unit: "ms", floor: seen.plain, floorIs: "the save of a form whose values no response reads", target: 1.5, of: "ratio" }),
    row({ name: `Saves by ${CLIENTS} clients on different patients against F4`, value: together, unit: "saves/s", floor: floorTogether, floorIs: `${FLOORS.F4}, by as many clients`, better: "more", atLeast: 0.4 }),
  ];
}

/** The pulse at screening, up and down, of the same patient: every save changes the form and the trail, and nothing that is derived. */
async function plainSave(app, { patient, coordinator }) {
  const { rows: [form] } = await (await app.admin()).query(`SELECT e.id, (e.answers ->> 'pulse')::int AS pulse FROM app.entry e JOIN app.patient p ON p.id = e.patient_id JOIN app.visit v ON v.id = e.visit_id
    WHERE p.number = $1 AND e.form_id = 'vital_signs' AND v.code = 'SCR' AND e.removed_at IS NULL`, [patient]);
  const person = await arrive(app.address, coordinator);
  let saved = 0;
  return async () => {
    const [from, to] = [form.pulse + (saved % 2), form.pulse + ((saved + 1) % 2)];
    await person.act("saveAnswersAction", `/entries/${form.id}`, { requestId: randomUUID(), reason: "Transcription error", entryId: form.id, explanations: [], changes: { pulse: { from, to } } });
    saved += 1;
  };
}

async function inTurns(works) {
  const seen = Object.fromEntries(Object.keys(works).map((key) => [key, []]));
  const began = performance.now();
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    if (round >= FEWEST && performance.now() - began > LONGEST_MS) break;
    for (const [key, work] of Object.entries(works)) {
      const ms = await timed(work);
      if (round >= 0) seen[key].push(ms);
    }
  }
  return Object.fromEntries(Object.entries(seen).map(([key, taken]) => [key, median(taken)]));
}

// A save through the server action, over HTTP, as a form does it; beside it the same rows from bare node-postgres.
import { randomUUID } from "node:crypto";
import { measureFloor } from "./save-floor.mjs";
import { quantile, rate, row, timings } from "./figures.mjs";
import { editableForms } from "./scene.mjs";
import { countStatements } from "./statement-count.mjs";
import { arrive } from "./visitor.mjs";

const CLIENTS = 16;
const EACH = 15;
const ALONE = 100;
const WARM_UP = 15;

/** Corrections of two values with a reason: platelets and haemoglobin, back and forth, so that every save changes what is derived. */
export async function measureSave(app) {
  const forms = await editableForms(app, CLIENTS);
  const admin = await app.admin();
  const desks = await desksOf(app, forms);
  const [first] = desks;
  for (let nth = 0; nth < WARM_UP; nth++) await first.save();

  const alone = await timings(ALONE, () => first.save());
  const together = await rate(CLIENTS, EACH, (client) => desks[client].save());
  const statements = await countStatements(admin, () => first.save());
  const floor = await measureFloor(app, desks.map((desk) => desk.lastRequest), { alone: 200, clients: CLIENTS, each: 60 });

  const floorIs = "one transaction of bare node-postgres that writes the same rows (the form, its derived results, the request, the trail's events, payloads, links and head) into tables without triggers, policies or foreign keys, synchronous commit on";
  return [
    row({ name: "Save of a form, one client, p50", value: quantile(alone, 0.5), unit: "ms", floor: quantile(floor.alone, 0.5), floorIs }),
    row({ name: "Save of a form, one client, p95", value: quantile(alone, 0.95), unit: "ms", floor: quantile(floor.alone, 0.95), floorIs }),
    row({ name: `Saves by ${CLIENTS} clients on different patients`, value: together, unit: "saves/s", floor: floor.rate, better: "more", floorIs }),
    row({ name: "Statements sent for one save", value: statements, unit: "statements", floor: floor.statements, floorIs }),
    row({ name: "Rows written by one save", value: floor.rows, unit: "rows" }),
  ];
}

/** Each form with somebody who may change it. */
export async function desksOf(app, forms) {
  const people = new Map();
  for (const { coordinator } of forms) if (!people.has(coordinator)) people.set(coordinator, await arrive(app.address, coordinator));
  return forms.map(({ id, coordinator, answers }) => desk(people.get(coordinator), id, answers));
}

function desk(person, entryId, { platelets, haemoglobin }) {
  const states = [{ platelets, haemoglobin }, { platelets: nudged(platelets), haemoglobin: nudged(haemoglobin) }];
  let saved = 0;
  return {
    lastRequest: null,
    async save() {
      const [from, to] = [states[saved % 2], states[(saved + 1) % 2]];
      const requestId = randomUUID();
      await person.act("saveAnswersAction", `/entries/${entryId}`, {
        requestId, reason: "Transcription error", entryId, explanations: [],
        changes: { platelets: { from: from.platelets, to: to.platelets }, haemoglobin: { from: from.haemoglobin, to: to.haemoglobin } },
      });
      saved += 1;
      this.lastRequest = requestId;
    },
  };
}

/** The last digit moved by one: a value as plausible as the one before, in the same spelling. */
const nudged = ({ value, unit }) => ({ value: value.replace(/\d$/, (digit) => (digit === "9" ? "8" : String(Number(digit) + 1))), unit });

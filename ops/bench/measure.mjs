// Which parts run in which order, and at which sizes. A part that fails leaves a row that says why; the others go on.
import { measureCut } from "./cut-figures.mjs";
import { notMeasured, row, timed } from "./figures.mjs";
import { startFloors } from "./floors.mjs";
import { measureFormSave } from "./form-save-figures.mjs";
import { measureInstances } from "./instance-figures.mjs";
import { measureJavascript } from "./javascript-figures.mjs";
import { measureMatrix } from "./matrix-figures.mjs";
import { measureIdle, measurePeak } from "./memory-figures.mjs";
import { measurePages } from "./page-figures.mjs";
import { asLine } from "./report.mjs";
import { measureSave } from "./save-figures.mjs";
import { measureColdStart, measureWarmStart } from "./start-figures.mjs";
import { loadStudy } from "./study/load-study.mjs";
import { measureTrail } from "./trail-figures.mjs";

export const PARTS = ["start", "memory", "save", "pages", "javascript", "trail", "cut", "matrix", "instances"];
const FEWER = 500; // patients of the study that a larger one is compared with
const GROWS = ["pages", "trail", "cut"]; // measured again when there are more patients

/** The figures of the wanted parts, in the order of the report. `app` is left running. */
export async function measure(app, { wanted, scale, tell }) {
  const rows = [];
  const add = (found) => { rows.push(...found); found.forEach((each) => tell(`  ${asLine(each)}`)); };
  const attempt = async (part, work) => {
    if (!wanted.includes(part)) return null;
    tell(part);
    try { const found = await work(); add(found.rows ?? found); return found; } catch (error) { add([notMeasured(part, error.message.split("\n")[0])]); return null; }
  };
  await begin(app, { rows, attempt, tell });
  const before = { cut: await attempt("cut", () => measureCut(app)) }; // of the demonstration, which larger ones are compared with
  await grow(app, { total: Math.min(scale, FEWER), rows, tell });
  await attempt("memory", () => measureIdle(app));
  const floors = await startFloors(app);
  try {
    await attempt("save", async () => [...(await measureFormSave(app, floors)), ...(await measureSave(app))]);
    before.pages = await attempt("pages", () => measurePages(app, floors));
    await attempt("javascript", () => measureJavascript(app));
    await attempt("trail", () => measureTrail(app));
    if (Math.min(scale, FEWER) > (before.cut?.patients ?? Infinity)) await attempt("cut", () => measureCut(app, before.cut));
    await attempt("matrix", () => measureMatrix(app));
    await attempt("instances", () => measureInstances(app));
    await attempt("memory", () => measurePeak(app));
    if (scale > FEWER && GROWS.some((part) => wanted.includes(part))) {
      await grow(app, { total: scale, rows, tell });
      await attempt("pages", () => measurePages(app, floors, before.pages));
      await attempt("trail", () => measureTrail(app));
      await attempt("cut", () => measureCut(app, before.cut));
    }
  } finally {
    await floors.stop();
  }
  return rows;
}

/** A folder that was there already has been started before, so nothing is told of a first start. */
async function begin(app, { rows, attempt, tell }) {
  if (app.isKept) { tell("start"); await app.start(); rows.push(notMeasured("Cold start", "the folder was there already")); } else {
    tell("cold start, with the demonstration");
    const cold = await measureColdStart(app);
    await attempt("start", async () => cold);
  }
  await attempt("start", () => measureWarmStart(app));
}

/** With the application stopped, because the guards of its tables are switched off meanwhile. */
async function grow(app, { total, rows, tell }) {
  const { rows: [{ patients }] } = await (await app.admin()).query("SELECT count(*)::int AS patients FROM app.patient");
  if (patients >= total) return;
  tell(`a study of ${total} patients`);
  await app.stop();
  const admin = await app.admin();
  let added;
  const ms = await timed(async () => { added = await loadStudy({ admin, adminUrl: app.adminUrl }, total); });
  rows.push(row({ name: `Study filled up from ${patients} to ${total} patients, ${added.events} events`, value: ms / 1000, unit: "s" }));
  await app.start();
}

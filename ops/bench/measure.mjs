// Which parts run in which order. Peak memory is what the other parts needed, so they run for it even when nobody asked for their figures.
import { measureColdStart, measureWarmStart } from "./start-figures.mjs";
import { measureCut } from "./cut-figures.mjs";
import { measureIdle, measurePeak } from "./memory-figures.mjs";
import { measureJavascript } from "./javascript-figures.mjs";
import { measureMatrix } from "./matrix-figures.mjs";
import { measurePages } from "./page-figures.mjs";
import { measureSave } from "./save-figures.mjs";
import { measureTrail } from "./trail-figures.mjs";

const LOADS = { pages: measurePages, javascript: measureJavascript, save: measureSave, trail: measureTrail, cut: measureCut };

/** The figures of the wanted parts, in the order of the report. `app` is left running. */
export async function measure(app, wanted) {
  const tell = (text) => process.stderr.write(`measuring: ${text}\n`);
  const rows = [];
  const keep = async (part, figures) => { if (wanted.includes(part)) rows.push(...(await figures)); else await figures; };

  tell("cold start, with the demonstration");
  await keep("start", measureColdStart(app));
  if (wanted.includes("start")) { tell("warm start"); await keep("start", measureWarmStart(app)); }
  const idle = wanted.includes("memory") ? await measureIdle(app) : [];
  for (const [part, figures] of Object.entries(LOADS)) {
    if (!wanted.includes(part) && (!wanted.includes("memory") || part === "javascript")) continue;
    tell(part);
    await keep(part, figures(app));
  }
  if (wanted.includes("memory")) await keep("memory", measurePeak(app).then((peak) => [...idle, ...peak]));
  if (wanted.includes("matrix")) { tell("matrix of 500 patients, in a browser"); rows.push(...(await measureMatrix(app))); }
  return rows;
}

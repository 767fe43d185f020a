// Writes the views over the sealed cuts as a new migration, when the forms ask for other ones: npm run views
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Form } from "@/lib/crf/define-form";
import { sealedViewsMigration } from "@/lib/exports/views/sealed-views";
import { forms } from "@/lib/study/study";

const folder = path.resolve(import.meta.dirname, "../prisma/migrations");
const ENDING = "_sealed_views";
const names = readdirSync(folder).filter((name) => /^\d{14}_/.test(name)).toSorted();
const newest = names.findLast((name) => name.endsWith(ENDING));
const wanted = sealedViewsMigration(forms as unknown as readonly Form[]);

/** After every migration that there is, in the order in which they are applied. */
function nextTime(): string {
  const now = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const last = names.at(-1)?.slice(0, 14) ?? "";
  return now > last ? now : String(Number(last) + 1);
}

if (newest !== undefined && readFileSync(path.join(folder, newest, "migration.sql"), "utf8") === wanted) {
  console.log(`The views of ${newest} are what the forms ask for.`);
} else {
  const name = `${nextTime()}${ENDING}`;
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, "migration.sql"), wanted);
  console.log(`Wrote prisma/migrations/${name}/migration.sql.`);
}

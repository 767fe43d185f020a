// A fence nobody has seen stop anything is not known to be a fence: plants forbidden imports, one at a time, and fails unless each is refused.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";

const PLANTED = [
  { file: "lib/crf/planted.ts", text: 'import { db } from "../server/db";\nexport const planted = db;\n', what: "a pure file imports the database", tools: ["eslint", "depcruise"] },
  { file: "lib/patients/planted.ts", text: 'import { lockEntry } from "@/lib/entries/entry-store";\nexport const planted = lockEntry;\n', what: "a capability imports a later one", tools: ["eslint"] },
  { file: "lib/study/planted.ts", text: 'import { readFileSync } from "node:fs";\nexport const planted = readFileSync;\n', what: "a pure file imports Node", tools: ["eslint"] },
  { file: "app/_crf/planted.client.tsx", text: '"use client";\nimport { db } from "@/lib/server/db";\nexport const Planted = () => <p>{String(db)}</p>;\n', what: "browser code imports the database", tools: ["eslint"] },
  { file: "app/(study)/planted/actions.ts", text: '"use server";\nexport async function planted() { return 1; }\n', what: "a server action beside the door", tools: ["eslint", "depcruise"] },
  { file: "app/_ui/planted.tsx", text: "export const Planted = ({ at }: { at: Date }) => <p>{at.toLocaleDateString()}</p>;\n", what: "a date is shown in the words and the zone of the machine", tools: ["eslint"] },
  {
    file: "lib/kernel/planted.ts", text: 'import type { Other } from "./planted-other";\nexport type Planted = Other | null;\n', what: "two files import each other, be it types alone", tools: ["depcruise"],
    beside: { file: "lib/kernel/planted-other.ts", text: 'import type { Planted } from "./planted";\nexport type Other = Planted | string;\n' },
  },
];
const RUN = {
  eslint: (file) => spawnSync(process.execPath, ["node_modules/eslint/bin/eslint.js", "-c", "ops/fences/eslint.config.mjs", file], { encoding: "utf8" }),
  depcruise: (file) => spawnSync(process.execPath, ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "-c", "ops/fences/dependency-cruiser.cjs", file], { encoding: "utf8" }),
};

const through = PLANTED.flatMap(({ file, text, what, tools, beside }) => {
  const folder = file.startsWith("app/(study)/planted") ? "app/(study)/planted" : file;
  try {
    if (folder !== file) mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
    if (beside) writeFileSync(beside.file, beside.text);
    return tools.filter((tool) => RUN[tool](file).status === 0).map((tool) => `${tool} lets through: ${what}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (beside) rmSync(beside.file, { force: true });
  }
});
through.forEach((line) => console.error(line));
if (through.length === 0) console.log(`${PLANTED.length} planted violations, all refused`);
process.exit(through.length === 0 ? 0 : 1);

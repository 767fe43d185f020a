// npm run security: writes into SECURITY.md which test shows which requirement, and says where list and tests contradict each other.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { contradictions, readProofs, ROWS, withTable } from "./proofs";

const root = path.resolve(import.meta.dirname, "../..");
const file = path.join(root, "SECURITY.md");
const proofs = readProofs(root);
writeFileSync(file, withTable(readFileSync(file, "utf8"), ROWS, proofs));
const problems = contradictions(ROWS, proofs);
for (const problem of problems) console.error(problem);
console.log(`SECURITY.md: ${proofs.length} tests name what they show.`);
process.exitCode = problems.length > 0 ? 1 : 0;

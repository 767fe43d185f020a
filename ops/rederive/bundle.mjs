// Prints rederive.ts with everything it needs as one file that runs on plain Node. The same sources give the same bytes.
import path from "node:path";
import { build } from "esbuild"; // comes with tsx, which the application runs with

const root = path.resolve(import.meta.dirname, "../..");
const { outputFiles: [file] } = await build({
  entryPoints: ["ops/rederive/rederive.ts"], absWorkingDir: root, bundle: true, write: false, platform: "node", format: "esm", target: "node20", charset: "utf8", legalComments: "none", logLevel: "error",
  tsconfig: path.join(root, "tsconfig.json"), external: ["node:*"],
});
process.stdout.write(file.text);

// The version under which this application writes: the package's, and what its sources were when it was built. Each event of the trail carries it.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export function appVersion(root) {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const built = path.join(root, ".next/.fresh"); // the same sources give the same text, on every instance
  return existsSync(built) ? `${version}+${readFileSync(built, "utf8").slice(0, 10)}` : version;
}

/** A connection's address that tells the database who writes. A name, not an option: a pooler passes it on. */
export function namingItself(url, version) {
  const named = new URL(url);
  named.searchParams.set("application_name", `ecrf/${version}`);
  return named.href;
}

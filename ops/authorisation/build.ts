import "server-only";
import { readFileSync } from "node:fs";

const manifest = (name: string): unknown => JSON.parse(readFileSync(`.next/${name}`, "utf8"));

/** The server actions of the build, by the name that they are exported under. Their ids are no secret: whoever reaches the server can call each. */
export const actionsOfBuild = (): readonly string[] =>
  Object.values((manifest("server/server-reference-manifest.json") as { node: Record<string, { exportedName: string }> }).node).map(({ exportedName }) => exportedName).toSorted();

/** Drawn by Next itself, or a file that is served as it lies: they read nothing. */
const NOTHING_BEHIND = ["/_global-error", "/_not-found"];

/** Addresses of the build, "/patients/[number]", by what stands behind them. */
export const addressesOfBuild = (kind: "page" | "route"): readonly string[] => Object.entries(manifest("app-path-routes-manifest.json") as Record<string, string>)
  .filter(([file, address]) => file.endsWith(`/${kind}`) && !NOTHING_BEHIND.includes(address)).map(([, address]) => address).toSorted();

/** What was drawn when it was built, and is the same for everybody. */
export const drawnAtBuild = (): readonly string[] =>
  Object.keys((manifest("prerender-manifest.json") as { routes: Record<string, unknown> }).routes).filter((address) => !NOTHING_BEHIND.includes(address));

/** What one list has and the other lacks, in the words of what to do about it. */
export function differences(inBuild: readonly string[], inTable: readonly string[], where: string): readonly string[] {
  return [
    ...inBuild.filter((one) => !inTable.includes(one)).map((one) => `${one} is in the build and not in ${where}: add a line that names its verb`),
    ...inTable.filter((one) => !inBuild.includes(one)).map((one) => `${one} is in ${where} and not in the build: take its line out`),
  ];
}

// Versions below which a package is not to be run, and whether the lock file keeps above them.
import { readFileSync } from "node:fs";
import path from "node:path";

/** The floors: package → [lowest version, why]. */
export const readFloors = () => JSON.parse(readFileSync(path.join(import.meta.dirname, "version-floors.json"), "utf8"));

/** What the lock file holds below a floor, in sentences; also what a floor names and nobody installs, copies inside other packages included. */
export function belowFloor(lock, floors) {
  const installed = Object.entries(lock.packages).map(([place, { version }]) => ({ name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length), place, version })).filter(({ place }) => place !== "");
  return Object.entries(floors).flatMap(([name, [lowest, why]]) => {
    const found = installed.filter((each) => each.name === name);
    if (found.length === 0) return [`${name} has a floor and is not installed.`];
    return found.filter(({ version }) => isBelow(version, lowest)).map(({ place, version }) => `${place} is ${version}; below ${lowest} it is not to be run: ${why}.`);
  });
}

/** By numbers; a pre-release comes before its version. */
export function isBelow(version, lowest) {
  const parts = (text) => text.split(/[-+]/)[0].split(".").map(Number);
  const [ours, theirs] = [parts(version), parts(lowest)];
  for (let at = 0; at < 3; at++) if (ours[at] !== theirs[at]) return ours[at] < theirs[at];
  return version.includes("-") && !lowest.includes("-");
}

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statfsSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { accountOf, violationsOf } from "./account";
import { openStage } from "./stage";

export interface FullDisk {
  readonly violations: readonly string[];
  /** What savers were told while nothing fitted, each answer once. */
  readonly told: readonly string[];
  /** Status of a page while nothing fitted. */
  readonly reading: number;
  /** What was told of the first save after there was room again. */
  readonly afterwards: string;
}

const SIZE = 700; // megabytes: the server, the template and the study with room to begin

/** A small disk of its own for the database's data, or for its log alone. Null where it cannot be made: that takes an administrator of a Linux. */
function smallDisk(): { folder: string; remove: () => void } | null {
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}m,mode=755`, "tmpfs", folder], { stdio: "pipe" });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  return { folder, remove: () => { execFileSync("umount", ["-l", folder]); rmSync(folder, { recursive: true }); } };
}

/** Leaves nothing of the disk but `spare` bytes, in a file that can be taken away again. */
function fill(folder: string, spare = 0): () => void {
  const { bavail, bsize } = statfsSync(folder);
  const ballast = path.join(folder, "ballast");
  for (let left = bavail * bsize - spare, part = 0; left > 0; left -= 2 ** 26, part++) writeFileSync(`${ballast}.${part}`, Buffer.alloc(Math.min(left, 2 ** 26)), { flush: true });
  return () => { execFileSync("sh", ["-c", `rm -f ${ballast}.*`]); };
}

/** The disk under the database's data, or under its log, is full: saves are refused in words, reading goes on, and when there is room again nothing needs repair. */
export async function fullDisk(which: "data" | "log"): Promise<FullDisk | null> {
  const disk = smallDisk();
  if (disk === null) return null;
  const elsewhere = mkdtempSync(path.join(tmpdir(), "ecrf-beside-"));
  const stage = await openStage(which === "data" ? { within: disk.folder } : {});
  try {
    const [writer] = await stage.writers(1);
    if (!writer) throw new Error("no writer");
    await writer.save(stage.study.first);
    const log = path.join(stage.cluster.data, "pg_wal");
    await stage.cluster.stop();
    await moveTo(log, path.join(which === "data" ? elsewhere : disk.folder, "pg_wal"));
    await stage.cluster.start();
    await writer.save(stage.study.first);

    const makeRoom = fill(disk.folder);
    const told = new Set<string>();
    for (let tries = 0; tries < 400 && told.size === 0; tries++) { // room inside files that are there already is used up first
      await stage.admin.query("CREATE TABLE IF NOT EXISTS public.ballast (text text)").catch(() => {});
      await stage.admin.query("INSERT INTO public.ballast SELECT repeat(md5(n::text), 60) FROM generate_series(1, 4000) n").catch(() => {});
      await writer.save(stage.study.first);
      const { outcome, said } = writer.history.at(-1) ?? {};
      if (outcome !== "acknowledged") told.add(said ?? "");
    }
    const reading = (await stage.study.first.get("/patients", stage.study.tokens.coordinator)).status;
    makeRoom();
    await stage.cluster.start();
    await writer.save(stage.study.first);
    await writer.resolve(stage.study.first);
    const afterwards = writer.history.at(-1)?.said ?? "";
    return { violations: violationsOf(await accountOf(stage.admin, [...writer.history])), told: [...told], reading, afterwards };
  } finally {
    await stage.close();
    rmSync(elsewhere, { recursive: true, force: true });
    disk.remove();
  }
}

async function moveTo(from: string, to: string): Promise<void> {
  mkdirSync(path.dirname(to), { recursive: true });
  execFileSync("chmod", ["755", path.dirname(to)]);
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
  execFileSync("chown", ["-R", `--reference=${from}`, to]);
  execFileSync("chmod", ["700", to]);
  rmSync(from, { recursive: true });
  symlinkSync(to, from);
}

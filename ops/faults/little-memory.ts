import { randomUUID } from "node:crypto";
import { chainOf } from "./account";
import { fillTrail } from "./cut-short";
import type { Stage } from "./stage";

export interface LittleMemory {
  readonly megabytes: number;
  /** The download: "whole" with as many lines as there are events, "told of the failure", or "short and said nothing". */
  readonly download: string;
  /** What became of a cut asked for at the same time; and how many cuts are there. */
  readonly cut: string;
  readonly cuts: number;
  readonly broken: number;
  readonly ended: boolean;
  readonly chain: string;
}

/** A large download and a cut in a process that may use 256 MB. It manages, or it ends; it never leaves half of anything. */
export async function littleMemory(stage: Stage, { events, name }: { events: number; name: string }): Promise<LittleMemory> {
  const { study, admin } = stage;
  await fillTrail(admin, events);
  const instance = await study.startInstance({ NODE_OPTIONS: "--max-old-space-size=256" });
  const { rows: [before] } = await admin.query<{ n: number }>("SELECT count(*)::int AS n FROM audit.event");
  const download = instance.get("/trail/trail.csv", study.tokens.data_manager).then(async (response) => ({ status: response.status, text: await response.text() })).catch(() => null);
  const cut = instance.act("makeCutAction", { requestId: randomUUID(), reason: null, name }, study.tokens.data_manager).then(({ value }) => (value?.ok ? "made" : JSON.stringify(value ?? "no answer")), () => "line broken");
  const [got, made] = await Promise.all([download, cut]);
  const ended = instance.child.exitCode !== null || instance.child.signalCode !== null;
  await instance.stop("kill");
  const lines = got ? got.text.split("\n").length - 2 : 0; // a header, and nothing after the last line's end
  const { rows: [row] } = await admin.query<{ cuts: number; broken: number }>("SELECT count(*)::int AS cuts, count(*) FILTER (WHERE content_hash IS DISTINCT FROM ctx.cut_hash(id))::int AS broken FROM app.data_cut WHERE name = $1", [name]);
  return {
    megabytes: Math.round((got?.text.length ?? 0) / 1e5) / 10,
    download: got === null || got.status !== 200 ? "told of the failure" : lines >= (before?.n ?? 0) ? "whole" : "short and said nothing",
    cut: made, cuts: row?.cuts ?? -1, broken: row?.broken ?? -1, ended, chain: await chainOf(admin),
  };
}

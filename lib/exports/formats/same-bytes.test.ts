import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { inventedSource } from "@/ops/testing/invented-cut";
import { adamFormat } from "./adam";
import { odm13, odm20 } from "./odm/odm-formats";
import { sdtmFormat } from "./sdtm";
import { sqlFormat } from "./sql/sql-format";
import { xlsx } from "./xlsx/xlsx-format";

const PATIENCE = 60_000;
const FORMATS = { sqlFormat, odm13, odm20, xlsx, sdtmFormat, adamFormat };

async function hashes(): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const [name, format] of Object.entries(FORMATS)) {
    const hash = createHash("sha256");
    for await (const { file, chunks } of format.write(inventedSource(3, 7))) {
      hash.update(file);
      for await (const chunk of chunks) hash.update(chunk);
    }
    found[name] = hash.digest("hex");
  }
  return found;
}

/** The same in a process of another zone and language. */
const ELSEWHERE = `
  const { createHash } = await import("node:crypto");
  const { inventedSource } = await import("./ops/testing/invented-cut.ts");
  const { sqlFormat } = await import("./lib/exports/formats/sql/sql-format.ts");
  const { odm13, odm20 } = await import("./lib/exports/formats/odm/odm-formats.ts");
  const { xlsx } = await import("./lib/exports/formats/xlsx/xlsx-format.ts");
  const { sdtmFormat } = await import("./lib/exports/formats/sdtm.ts");
  const { adamFormat } = await import("./lib/exports/formats/adam.ts");
  const FORMATS = { sqlFormat, odm13, odm20, xlsx, sdtmFormat, adamFormat };
  process.stdout.write(JSON.stringify(await (async () => { const found = {}; for (const [name, format] of Object.entries(FORMATS)) { const hash = createHash("sha256");
    for await (const { file, chunks } of format.write(inventedSource(3, 7))) { hash.update(file); for await (const chunk of chunks) hash.update(chunk); } found[name] = hash.digest("hex"); } return found; })()));`;

test("the same cut gives the same bytes, made twice, and in another time zone and language", async () => {
  const first = await hashes();
  expect(await hashes()).toEqual(first);
  const env = { ...process.env, TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", ELSEWHERE], { encoding: "utf8", env });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(first);
}, PATIENCE);

import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { tarOf } from "./tar";

const at = new Date("2024-10-22T06:00:00Z");
const files = [{ name: "manifest.json", bytes: Buffer.from("{}\n") }, { name: "empty.csv", bytes: Buffer.alloc(0) }, { name: "long.csv", bytes: Buffer.alloc(1500, "ü") }];

test("an archive opens with the system's tar, every byte in place", () => {
  const archive = Buffer.from(tarOf(files, at));
  const tar = (...args: readonly string[]) => execFileSync("tar", [...args], { input: archive });
  expect(tar("tf", "-").toString().trim().split("\n")).toEqual(["manifest.json", "empty.csv", "long.csv"]);
  for (const { name, bytes } of files) expect(tar("xOf", "-", name)).toEqual(bytes);
});

test("the same files at the same time give the same archive; another time another", () => {
  expect(tarOf(files, at)).toEqual(tarOf(files, at));
  expect(tarOf(files, new Date(at.getTime() + 1000))).not.toEqual(tarOf(files, at));
});

test("a name that an archive cannot hold is refused", () => expect(() => tarOf([{ name: "ü.csv", bytes: Buffer.alloc(0) }], at)).toThrow(/does not fit/));

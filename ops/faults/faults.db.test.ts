import { afterAll, beforeAll, expect, test } from "vitest";
import { violationsOf } from "./account";
import { killTheDatabase } from "./kill-the-database";
import { loseTheAnswer } from "./lose-the-answer";
import { seeded } from "./seeded";
import { openStage, type Stage } from "./stage";

let stage: Stage;
const random = seeded(7);
beforeAll(async () => { stage = await openStage(); });
afterAll(async () => { await stage.close(); });

test("kill -9 of PostgreSQL while people save: no acknowledged save is lost, none is half, what was open is resolved once, the chain is intact [R50 R51 R52 F01]", async () => {
  const account = await killTheDatabase(stage, { rounds: 1, saves: 60, writers: 4, random });
  console.log(account);
  expect(violationsOf(account)).toEqual([]);
}, 60_000);

test("a line to the database that breaks at COMMIT, before or after it: the save is asked about again and stands once [R52 F03 A24]", async () => {
  const account = await loseTheAnswer(stage, { rounds: 3, cuts: ["before COMMIT", "after COMMIT"] });
  console.log(account);
  expect(violationsOf(account)).toEqual([]);
  expect([account.cuts, account.told]).toEqual([6, { saved: 7 }]);
}, 60_000);

test("a database that falls silent at COMMIT: an answer that says it is not known, and then what became of it [R52 F03 F10]", async () => {
  const account = await loseTheAnswer(stage, { rounds: 1, cuts: ["silent at COMMIT"] });
  console.log(account);
  expect(violationsOf(account)).toEqual([]);
  expect(account.cuts).toBe(1);
}, 60_000);

import { describe, expect, test } from "vitest";
import { chooseFor, NOTHING_SAID, sayReason, whyOf, type Correction } from "./correction";

const REASONS = [{ code: "error", says: "Transcription error" }, { code: "source", says: "Source corrected" }, { code: "other", says: "Other", needsWords: true as const }];
const pulse = { field: "pulse", from: 70, to: 71 };
const height = { field: "height", from: "170", to: "171" };
const first = { field: "weight", from: null, to: "70" };

describe("a reason says", () => {
  test.each([
    ["what was chosen", { code: "error", words: "" }, "Transcription error"],
    ["words alone", { code: "", words: " misread " }, "misread"],
    ["both", { code: "source", words: "report 4391" }, "Source corrected: report 4391"],
    ["nothing yet", { code: "", words: "  " }, null],
    ["too little, where the choice is another one", { code: "other", words: "" }, null],
    ["the words, where the choice is another one", { code: "other", words: "the clock was wrong" }, "the clock was wrong"],
    ["nothing, for a code that is not in the list", { code: "constructor", words: "" }, null],
  ])("%s", (_, given, said) => expect(sayReason(REASONS, given)).toBe(said));
});

describe("a save carries", () => {
  const said = (more: Partial<Correction>): Correction => ({ ...NOTHING_SAID, ...more });
  test.each([
    ["one reason for all", [pulse, height], said({ code: "error" }), { why: { reason: "Transcription error", reasons: {} } }],
    ["one by field, so that a first entry beside it has none", [pulse, first], said({ code: "error" }), { why: { reason: null, reasons: { pulse: "Transcription error" } } }],
    ["its own for each", [pulse, height], said({ each: true, own: { pulse: { code: "error", words: "" }, height: { code: "source", words: "" } } }), { why: { reason: null, reasons: { pulse: "Transcription error", height: "Source corrected" } } }],
    ["one for all where each is the same", [pulse, height], said({ each: true, own: { pulse: { code: "error", words: "" }, height: { code: "error", words: "" } } }), { why: { reason: "Transcription error", reasons: {} } }],
    ["the words for all behind each", [pulse], said({ each: true, words: "chart of 3 May", own: { pulse: { code: "error", words: "" } } }), { why: { reason: "Transcription error: chart of 3 May", reasons: {} } }],
    ["the field that wants one", [pulse, height], said({ each: true, own: { pulse: { code: "error", words: "" } } }), { wanting: ["height"] }],
    ["no words for all in place of its own", [pulse], said({ each: true, words: "chart of 3 May" }), { wanting: ["pulse"] }],
    ["both fields that want one", [pulse, height], NOTHING_SAID, { wanting: ["pulse", "height"] }],
    ["no reason for first entries", [first], NOTHING_SAID, { why: { reason: null, reasons: {} } }],
  ])("%s", (_, changes, given, carried) => expect(whyOf(REASONS, changes, given)).toEqual(carried));
});

test("the first choice goes to all that have none, the next only to its own row", () => {
  const once = chooseFor({ ...NOTHING_SAID, each: true }, "pulse", "error", ["pulse", "height"]);
  expect(once.own).toEqual({ pulse: { code: "error", words: "" }, height: { code: "error", words: "" } });
  expect(chooseFor(once, "height", "source", ["pulse", "height"]).own).toMatchObject({ pulse: { code: "error" }, height: { code: "source" } });
});

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { printedCrf } from "@/lib/study/printed-crf";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { inventedSource } from "@/ops/testing/invented-cut";
import { filesOf } from "../datasets/example-standard";
import { sdtmFormat } from "../formats/sdtm";
import { annotatedForms } from "./annotated-forms";
import { sdtm } from "./sdtm";

const PATIENCE_MS = 300_000;

/** Visits are dated by what is done at them: SV rests on no form of its own. */
const WITHOUT_A_FORM = ["SV", "SUPPSV"];

test("every variable that was collected names its pages, and a consent those of the consent", () => {
  const collected = sdtm.specs.filter(({ name }) => !WITHOUT_A_FORM.includes(name)).flatMap(({ name, variables }) => variables.filter(({ origin }) => origin === "Collected").map((variable) => [name, variable.name] as const));
  expect(collected.length).toBeGreaterThan(80);
  expect(collected.filter(([dataset, variable]) => annotatedForms.destinations(dataset, variable).size === 0)).toEqual([]);
  expect([...annotatedForms.destinations("DM", "RFICDTC").values()]).toEqual([["form-consent"], ["form-consent"]]);
  expect(annotatedForms.destinations("LB", "LBORRES").get("LF.ACRF.2007")).toEqual(["form-chemistry", "form-haematology", "form-marrow"]);
});

test("the pages that define.xml names are destinations in the annotated form that the cut carries", async () => {
  const xml = (await filesOf(sdtmFormat, inventedSource(4, 21))).get("define.xml")?.toString("utf8") ?? "";
  const references = [...xml.matchAll(/<def:DocumentRef leafID="(LF\.ACRF\.[^"]+)">\s*<def:PDFPageRef PageRefs="([^"]+)" Type="NamedDestination"\/>/g)];
  expect(references.length).toBeGreaterThan(100);
  const named = (id: string) => [...new Set(references.filter(([, leaf]) => leaf === `LF.ACRF.${id.toUpperCase()}`).flatMap(([, , pages = ""]) => pages.split(" ")))];
  for (const version of Object.values(protocolVersions)) {
    expect(named(version.id).length).toBeGreaterThan(10);
    expect(named(version.id).filter((name) => !printedCrf(version).forms.some(({ id }) => name === `form-${id}`)), version.id).toEqual([]);
    expect(xml).toContain(`xlink:href="../crf/crf-${version.id}-annotated.pdf"`);
  }
  const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "ops/crf.ts", "2007", "annotated"], { encoding: "latin1", maxBuffer: 50_000_000 });
  const destinations = new Set([.../\/Dests <<([\s\S]*?)>>/.exec(stdout)?.[1]?.matchAll(/\((form-[a-z_]+)\) \[/g) ?? []].map(([, name]) => name));
  expect(named("2007").filter((name) => !destinations.has(name)), "in the file itself").toEqual([]);
}, PATIENCE_MS);

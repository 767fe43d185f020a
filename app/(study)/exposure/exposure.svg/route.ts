import { exposureLanes, type ExposureLane } from "@/app/_figures/reports/exposure-lanes";
import { svgFile } from "@/app/_figures/reports/svg-file";
import type { BoardCourse, BoardRow } from "@/lib/review/board-row";
import { AskedWindow, sayChoice } from "@/lib/review/exposure-windows";
import { readExposureBoard } from "@/lib/review/read-exposure-board";
import { asDownload } from "@/lib/server/page";
import { RULE_VERSION } from "@/lib/study/rule-version";
import { markOf, sayEffect, STANDING_WORDS } from "../exposure-words";

/** The flagged medications as a picture that needs nothing else: what the board shows, by patient. */
export async function GET(request: Request): Promise<Response> {
  const choice = AskedWindow.parse(Object.fromEntries(new URL(request.url).searchParams));
  return asDownload("exposure.read", async (tx, actor) => {
    const { rows, asItStands, inChosen } = await readExposureBoard(tx, actor, { choice });
    const lanes = rows.toSorted((one, other) => one.patientNumber.localeCompare(other.patientNumber) || one.rowNo - other.rowNo).flatMap(lanesOf);
    const says = `CR + CRp. ${sayEffect(asItStands)} In the sensitivity window (${sayChoice(inChosen.choice)}): ${sayEffect(inChosen.effect)}`;
    return new Response(svgFile(exposureLanes(lanes), { title: "Inhibitor exposure", says, footer: [says, `Dotted frame: the sensitivity window. Records as they stand; rules ${RULE_VERSION}.`] }), {
      headers: { "content-type": "image/svg+xml; charset=utf-8", "content-disposition": 'attachment; filename="exposure.svg"', "cache-control": "private, no-store" },
    });
  });
}

const isSame = ({ window, chosen }: BoardCourse): boolean => window?.from === chosen?.from && window?.to === chosen?.to;

const lanesOf = ({ patientNumber, medication, courses, standing, taken, flag }: BoardRow): readonly ExposureLane[] => courses.map((course) => ({
  label: courses.length > 1 ? `${patientNumber} C${course.course}` : patientNumber, medication, verdict: STANDING_WORDS[standing], first: course.first, window: course.window, wider: isSame(course) ? null : course.chosen,
  infusion: course.infusion, doses: [...new Set([...course.idarubicin, ...course.cytarabine])], taken, flag: courses.length > 1 ? markOf(course.flag) : flag,
}));

import type { CutStudy } from "../../export-format";
import type { Learned, Row } from "../../datasets/dataset";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { visits } from "@/lib/study/visits";
import { PLANNED_ARMS, PLANNED_ELEMENTS } from "./arms";
import { TRIAL_CRITERIA } from "./criteria";
import { STUDYID } from "./study-identity";
import { summaryRows } from "./trial-summary";
import { nameVisit } from "./visit-names";

const of = (domain: string, rows: readonly Row[]): readonly [string, readonly Row[]] => [domain, rows.map((row) => ({ STUDYID, DOMAIN: domain, ...row }))];

/** The element that ends a course says where the patient goes from there. */
function armRows(): readonly Row[] {
  return PLANNED_ARMS.flatMap(({ code, label, elements }) => elements.map((element, index) => ({
    ARMCD: code, ARM: label, TAETORD: index + 1, ETCD: element.code, ELEMENT: element.label,
    TABRANCH: index === 0 ? `Randomised to ${code}` : null,
    TATRANS: index === 1 ? "If no second course is planned, go to follow-up" : null,
    EPOCH: element.epoch,
  })));
}

function visitRows(): readonly Row[] {
  return visits.flatMap(({ code, window, course }) => {
    const named = nameVisit(code);
    const says = window === null ? "As planned" : `Day ${window.from} to ${window.to} from the first dose of cenersen of course ${course ?? 1}`;
    return named === null ? [] : [{ ...named, ARMCD: null, ARM: null, TVSTRL: says, TVENRL: null }];
  });
}

/** The same criteria hold in both versions of the protocol. */
const criterionRows = (): readonly Row[] => TRIAL_CRITERIA.flatMap(({ code, text, category }) =>
  Object.keys(protocolVersions).map((version) => ({ IETESTCD: code, IETEST: text, IECAT: category, TIVERS: version.toUpperCase() })));

/** What the study planned, which no patient changes: arms, elements, criteria, visits and summary. */
export const trialRows = (study: CutStudy, learned: Learned): ReadonlyMap<string, readonly Row[]> => new Map([
  of("TA", armRows()),
  of("TE", PLANNED_ELEMENTS.map(({ code, label, starts, ends }) => ({ ETCD: code, ELEMENT: label, TESTRL: starts, TEENRL: ends, TEDUR: null }))),
  of("TI", criterionRows().toSorted((one, other) => (`${one.IETESTCD} ${one.TIVERS}` < `${other.IETESTCD} ${other.TIVERS}` ? -1 : 1))),
  of("TV", visitRows()),
  of("TS", summaryRows(study, learned)),
]);

import { Decimal } from "decimal.js";
import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import { sayDate } from "@/lib/kernel/calendar-date";
import type { LabRangeRow, SiteRanges } from "@/lib/patients/read-lab-ranges";
import { analyte, ANALYTE_CODES, type AnalyteCode, type UsualRange } from "@/lib/study/laboratory/analytes";
import { sayInUnit, sayUnit } from "@/lib/study/laboratory/convert-value";
import { RangeDialog } from "./range-dialog.client";

const COLUMNS = [{ key: "analyte", label: "Analyte" }, { key: "whom", label: "For" }, { key: "range", label: "Normal" }, { key: "from", label: "From" }, { key: "why", label: "Stated by" }];
const ACT = { key: "act", label: "Set a range", unseen: true };

/** Where counts are printed by most laboratories. */
const SHOWN_UNIT: Partial<Readonly<Record<AnalyteCode, string>>> = { wbc: "10^9/L", anc: "10^9/L", platelets: "10^9/L", haemoglobin: "g/dL", bilirubin: "mg/dL", creatinine: "mg/dL", uricAcid: "mg/dL" };

const between = (lower: string | null, upper: string | null, unit: string): string =>
  `${lower === null ? `up to ${upper}` : upper === null ? `from ${lower}` : `${lower} to ${upper}`} ${sayUnit(unit)}`;

const sayWhom = ({ sex, ageFrom, ageTo }: Pick<LabRangeRow, "sex" | "ageFrom" | "ageTo">): string => {
  const years = ageFrom === null ? (ageTo === null ? "" : `up to ${ageTo} years`) : ageTo === null ? `from ${ageFrom} years` : `${ageFrom} to ${ageTo} years`;
  return [sex === "M" ? "men" : sex === "F" ? "women" : years === "" ? "everybody" : "", years].filter(Boolean).join(", ");
};

function sayUsual(code: AnalyteCode, { lower, upper }: UsualRange): string {
  const unit = SHOWN_UNIT[code] ?? analyte(code).baseUnit;
  const shown = (bound: string | null) => (bound === null ? null : sayInUnit(code, new Decimal(bound), unit));
  return between(shown(lower), shown(upper), unit);
}

/** Each analyte with what the site has stated, the latest first, or what is usual. */
export function RangeTable({ site }: { readonly site: SiteRanges }) {
  return (
    <DataTable caption={`Reference ranges of site ${site.code}`} columns={site.maySet ? [...COLUMNS, ACT] : COLUMNS} dense>
      {ANALYTE_CODES.flatMap((code) => {
        const own = site.ranges.filter((range) => range.analyte === code);
        const act = (index: number) => site.maySet && <td>{index === 0 && <RangeDialog siteId={site.siteId} code={code} />}</td>;
        if (own.length === 0) {
          return analyte(code).usual.map((usual, index) => (
            <tr key={`${code} ${usual.sex ?? ""}`}><Name code={code} index={index} /><td>{usual.sex === undefined ? "everybody" : usual.sex === "M" ? "men" : "women"}</td><td className="nowrap">{sayUsual(code, usual)}</td><td colSpan={2}><Badge>usual range</Badge></td>{act(index)}</tr>
          ));
        }
        return own.map((range, index) => (
          <tr key={range.id}>
            <Name code={code} index={index} /><td>{sayWhom(range)}</td><td className="nowrap"><b>{between(range.lower, range.upper, range.unit)}</b></td>
            <td className="nowrap">{sayDate(range.validFrom)}</td><td className="running">{range.byName}: {range.reason}</td>{act(index)}
          </tr>
        ));
      })}
    </DataTable>
  );
}

const Name = ({ code, index }: { readonly code: AnalyteCode; readonly index: number }) => <td className="nowrap">{index === 0 ? analyte(code).label : <span className="unseen">{analyte(code).label}</span>}</td>;

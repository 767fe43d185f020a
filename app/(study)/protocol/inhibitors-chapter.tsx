import { DataTable } from "@/app/_ui/data-table";
import { sayNumber } from "@/lib/crf/number-text";
import { ANY_INTRAVENOUS } from "@/lib/study/inhibitors/antioxidant-names";
import { NAME_SOURCES, type NameSource } from "@/lib/study/inhibitors/brand-group";
import { WINDOW_DAYS_AROUND } from "@/lib/study/inhibitors/exposure-window";
import { HIGH_DOSE } from "@/lib/study/inhibitors/high-dose";
import { NAME_INDEX } from "@/lib/study/inhibitors/name-index";
import { SUBSTANCES, type SubstanceId } from "@/lib/study/inhibitors/substances";
import { HandbookCard } from "./handbook-card";

const UNITS = { mg: "mg", ug: "µg", IU: "IU" } as const;
const COLUMNS = [{ key: "what", label: "Substance" }, { key: "high", label: "High dose a day", numeric: true }, { key: "possible", label: "A person decides from", numeric: true }, { key: "iv", label: "Into a vein" }, { key: "basis", label: "Basis" }];
const WITHOUT_LIMIT = "no limit is set: a person decides";
const SOURCE_COLUMNS = [{ key: "where", label: "Where a name was read" }, { key: "names", label: "Names", numeric: true }];
const namesFrom = (source: NameSource): number => [...NAME_INDEX.values()].filter((entry) => entry.source === source).length;

/** What counts as an inhibitor, from how much, and when. */
export function InhibitorsChapter() {
  const days = `${WINDOW_DAYS_AROUND} ${WINDOW_DAYS_AROUND === 1 ? "day" : "days"}`;
  return (
    <HandbookCard chapter="inhibitors" note={`window: ${days} before the first to ${days} after the last day of cenersen`}>
      <div className="card-pad stack">
        <p>Each medication is recognised by its name as written (brand, substance, abbreviation, misspelling, in many scripts), then held against the window of each course and a dose. A rule says <b>exposed</b>, <b>possible</b>, <b>uncoded</b>, <b>outside</b> or <b>none</b>; a monitor decides on what is flagged, and the decision falls when the medication changes.</p>
        <p>A name is an inhibitor, possibly one (sold with and without it, or its dose decides: the site is asked), no inhibitor, or known to no dictionary: then it is <b>uncoded</b> and the monitor sees it. A drug dictionary that the sponsor is licensed for can be loaded (FDA NDC, Health Canada DPD, WHODrug); names are then offered while typing, and what no dictionary of ours knows is decided by its ingredients. It also clears names that hold something else.</p>
        <p><b>Acetaminophen</b> counts at any dose. <b>Antioxidants</b> count from the high dose on. The protocol names “high dose” without a number, so every limit below is a declared assumption with its basis. Doses of one substance are added up day by day over all products; tablets count with the strength that the name or the register states. Eye drops, sprays and creams do not count. An unknown date or dose leaves it <b>possible</b>, never none.</p>
        <p className="muted" id="window-of-exposure"><b>Window of exposure.</b> NCT00967512, “from 1 day before through 1 day after treatment”, read as the days of the infusion, for each course. Read as until the end of chemotherapy it is the sensitivity analysis, whose result stands beside every row and patient.</p>
      </div>
      <DataTable caption="High doses" columns={COLUMNS} dense>
        <tr><td>{SUBSTANCES.acetaminophen}</td><td className="number">any</td><td className="number" /><td>any</td><td className="muted">protocol</td></tr>
        {(Object.keys(SUBSTANCES) as SubstanceId[]).filter((id) => id !== "acetaminophen").map((id) => {
          const row = HIGH_DOSE[id];
          return (
            <tr key={id}>
              <td>{SUBSTANCES[id]}</td><td className="number nowrap">{row ? `${sayNumber(row.high)} ${UNITS[row.unit]}` : ""}</td>
              <td className="number nowrap">{row?.possibleFrom ? `${sayNumber(row.possibleFrom)} ${UNITS[row.unit]}` : ""}</td><td>{ANY_INTRAVENOUS.has(id) ? "any" : ""}</td><td className="muted">{row?.basis ?? WITHOUT_LIMIT}</td>
            </tr>
          );
        })}
      </DataTable>
      <DataTable caption="Where the dictionary's names come from" columns={SOURCE_COLUMNS} dense>
        {(Object.keys(NAME_SOURCES) as NameSource[]).map((source) => <tr key={source}><td>{NAME_SOURCES[source]}</td><td className="number">{sayNumber(String(namesFrom(source)))}</td></tr>)}
      </DataTable>
    </HandbookCard>
  );
}

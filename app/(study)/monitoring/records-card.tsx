import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { TextLink } from "@/app/_ui/text-link";
import { MOST_RECORDS, type SignalRecord } from "@/lib/analysis/signal-records";
import { SIGNAL_WORDS, type Signal } from "@/lib/analysis/signals";

const COLUMNS = [{ key: "patient", label: "Patient" }, { key: "place", label: "Record" }, { key: "says", label: "What counts" }];

interface RecordsCardProps {
  readonly signal: Signal;
  readonly site: string;
  readonly records: readonly SignalRecord[];
}

/** The records behind a site's figure, each one click from the field. */
export function RecordsCard({ signal, site, records }: RecordsCardProps) {
  const shown = records.slice(0, MOST_RECORDS);
  return (
    <Card id="records" title={`Site ${site}: ${SIGNAL_WORDS[signal].hits}`} note={records.length > MOST_RECORDS ? `the first ${MOST_RECORDS}` : shown.length}>
      {shown.length === 0 ? <EmptyState title="None">Nothing at this site counts here, or it is not within your reach.</EmptyState> : (
        <DataTable caption={`Records of site ${site}`} columns={COLUMNS} dense>
          {shown.map(({ patient, place, field, says, href }) => (
            <tr key={`${href} ${field}`}>
              <td className="nowrap"><TextLink href={`/patients/${patient}`}>{patient}</TextLink></td>
              <td><TextLink href={href} underlined>{place}{field && `: ${field}`}</TextLink></td>
              <td>{says}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </Card>
  );
}

import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { sayDate } from "@/lib/kernel/calendar-date";
import { DEVIATION_CATEGORIES } from "@/lib/study/deviations/deviation-categories";
import { deviationsOf } from "@/lib/study/deviations/deviations-of";
import type { Deviation } from "@/lib/study/deviations/join-deviations";
import type { Casebook } from "./casebook";

/** Where this patient's course departed from the protocol, each leading to the value and to the site's record of it. */
export function DeviationsCard({ casebook: { record, findings, patient } }: { readonly casebook: Casebook }) {
  const deviations = deviationsOf(record, findings);
  if (deviations.length === 0) return null;
  return (
    <Card title="Deviations" note={<Badge>{deviations.length}</Badge>} actions={<TextLink href={`/deviations?patient=${patient.number}`}>All</TextLink>}>
      <ul className="entries">
        {deviations.map((deviation) => (
          <li key={deviation.subject ?? deviation.recorded?.entryId}>
            <StateIcon state="overdue" label="" />
            <div>
              <b>{deviation.source === null ? DEVIATION_CATEGORIES[deviation.category] : <TextLink href={`/entries/${deviation.source.entryId}#${deviation.source.field}`}>{DEVIATION_CATEGORIES[deviation.category]}</TextLink>}</b>
              <p>{deviation.says}</p>
              <p className="dim"><Recorded deviation={deviation} /></p>
            </div>
            <span className="fact">{deviation.on === null ? "" : sayDate(deviation.on)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Recorded({ deviation: { recorded } }: { readonly deviation: Deviation }) {
  if (recorded === null) return <>Not recorded by the site yet</>;
  const important = recorded.important === "Y" ? ", important" : recorded.important === "N" ? ", not important" : ", importance not assessed";
  return <><TextLink href={`/entries/${recorded.entryId}`} underlined>Recorded, row {recorded.rowNo}</TextLink>{important}{recorded.outlived && "; what it answers was corrected since"}</>;
}

import type { PatientRehearsal } from "@/lib/study/rehearse/rehearse-patient";

const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const placeOf = ({ title, visit }: { readonly title: string; readonly visit: string | null }) => (visit === null ? title : `${title}, ${visit}`);

/** Everything that a consent to another version would change for this patient, in the order in which a reader asks. */
export function ConsentChanges({ rehearsal: { doses, visits, moves, opens, closes, falls, results, decisions } }: { readonly rehearsal: PatientRehearsal }) {
  const begun = moves.filter((move) => move.begun);
  const lost = begun.flatMap((move) => move.lost.map((value) => ({ ...value, place: placeOf(move) })));
  const asked = begun.filter((move) => move.asked.length > 0);
  const unchanged = doses.length + visits.length + moves.length + opens.length + closes.length + results.length === 0;
  if (unchanged) return <p>For this patient nothing changes: not the doses, not the schedule, not the forms.</p>;
  return (
    <ul className="consent-changes">
      {doses.map(({ course, drug, from, to, fromMg, toMg }) => (
        <li key={`${course}.${drug}`}>Course {course}, {drug}: <span className="old">{from}</span> <span className="arrow" aria-label="becomes">→</span> <b>{to}</b>{toMg && <small>{fromMg && `${fromMg} → `}{toMg}</small>}</li>
      ))}
      {visits.map(({ code, title, from, to, comes, leaves }) => (
        <li key={code}>{title}: {from === to ? "" : <><span className="old">{from}</span> <span className="arrow" aria-label="becomes">→</span> <b>{to}</b></>}{comes.length + leaves.length > 0 && <small>{[...comes.map((form) => `${form} is added`), ...leaves.map((form) => `the empty ${form} leaves`)].join(", ")}</small>}</li>
      ))}
      {asked.map((move) => <li key={move.entryId}>{placeOf(move)}: {some(move.asked.length, "question", "questions")} to answer<small>{move.asked.join(", ")}</small></li>)}
      {lost.map(({ place, field, label, value, why, says }) => <li key={`${place}.${field}`}><b>{label} {value}</b> in {place} leaves the form{why === "refused" && says ? `: ${says}` : ", which no longer asks for it"}<small>It stays in the trail.</small></li>)}
      {falls.length > 0 && <li>{some(falls.filter(({ kind }) => kind === "verification").length, "verification", "verifications")} and {some(falls.filter(({ kind }) => kind !== "verification").length, "signed value", "signed values")} fall with the values that leave</li>}
      {decisions > 0 && <li>{some(decisions, "decision", "decisions")} of a reviewer must be taken again</li>}
      {opens.map(({ entryId, id, message }) => <li key={`${entryId}.${id}`}>Asks: {message}</li>)}
      {closes.length > 0 && <li>{some(closes.length, "question", "questions")} of the system no longer asked</li>}
      {results.length > 0 && <li>{some(results.length, "derived result changes", "derived results change")}<small>{[...new Set(results.map(({ kind }) => kind.replaceAll("_", " ")))].join(", ")}</small></li>}
    </ul>
  );
}

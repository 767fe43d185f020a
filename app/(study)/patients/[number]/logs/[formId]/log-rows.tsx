import { Badge } from "@/app/_ui/badge";
import type { State } from "@/app/_ui/state-drawings";
import { QuestionCount, StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import type { AnyField } from "@/lib/crf/any-field";
import type { LogView } from "@/lib/entries/read-log";
import { derivedDeviations, sayDerivedDeviation } from "@/lib/study/deviations/say-derived-deviation";
import { formById } from "@/lib/study/study";
import { sayProgress } from "../../../../entries/say-progress";

const FINDING_WORDS: Readonly<Record<string, { readonly state: State; readonly says: string }>> = {
  exposed: { state: "exposed", says: "in the window" }, possible: { state: "possible", says: "possible" }, uncoded: { state: "uncoded", says: "uncoded" }, outside: { state: "outside", says: "outside the window" },
  deviation: { state: "overdue", says: "deviation > 10 %" }, ask: { state: "overdue", says: "5 to 10 % off" }, within: { state: "met", says: "as planned" },
};

/** Text that would stand a word to a line in a narrow column. */
const isRunning = (field: AnyField | undefined, answer: unknown): boolean => field?.kind === "text" && (field.given === true || (field.long === true && typeof answer === "string"));

/** Every row that was ever recorded; a removed one stays, struck through, with its reason. */
export function LogRows({ log }: { log: LogView }) {
  const versions = [...new Set(log.rows.map(({ formVersion }) => formVersion))].toSorted((one, other) => other - one).map((version) => formById(log.formId, version)?.fields ?? {});
  const labels = new Map(versions.flatMap((fields) => Object.entries(fields).map(([name, { label }]) => [name, label] as const)).toReversed());
  const shown = Object.keys(Object.assign({}, ...versions)).filter((name) => log.rows.some(({ answers }) => (answers[name] ?? null) !== null));
  const derived = log.formId === "protocol_deviation" ? derivedDeviations(log.record) : null;
  const say = (name: string, { formVersion, answers }: LogView["rows"][number]) =>
    derived !== null && name === "answers" ? sayDerivedDeviation(derived, answers[name]) : formById(log.formId, formVersion)?.fields[name]?.show(answers[name]);
  const withFinding = log.rows.some(({ finding }) => finding?.value && finding.value !== "none");
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Recorded rows">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">#</th>
            {shown.map((name) => <th key={name} scope="col">{labels.get(name)}</th>)}
            {withFinding && <th scope="col">{log.formId === "concomitant_medication" ? "Inhibitor" : "Against the plan"}</th>}
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {log.rows.map((row) => {
            const words = row.finding?.value ? FINDING_WORDS[row.finding.value] : undefined;
            return (
              <tr key={row.id} className={row.removedReason ? "removed" : undefined}>
                <td><TextLink href={`/entries/${row.id}`} underlined>{row.rowNo}</TextLink></td>
                {shown.map((name) => <td key={name} className={isRunning(formById(log.formId, row.formVersion)?.fields[name], row.answers[name]) ? "running" : undefined}>{say(name, row)}</td>)}
                {withFinding && <td className="nowrap">{words && <><StateIcon state={words.state} label="" /> {words.says}</>}</td>}
                <td className="nowrap">{row.removedReason ? <span className="dim">removed: {row.removedReason}</span> : <><Badge {...sayProgress(row.progress)} /> <QuestionCount open={row.openQueries} answered={0} /></>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

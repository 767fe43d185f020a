import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { ForestAxis, ForestRow, ForestSwatch } from "@/app/_figures/forest-row";
import type { EfficacyRow, EfficacySection } from "@/lib/study/efficacy";
import type { PublishedRate } from "@/lib/study/published-result";
import { TOP_PERCENT } from "./profiles";

/** Each rate with its exact interval, drawn, beside the published one and whether they agree. */
export function EfficacyTable({ sections }: { readonly sections: readonly EfficacySection[] }) {
  return (
    <Card title="Response" hideTitle>
      <div className="scroll" tabIndex={0} role="group" aria-label="Response, derived and published">
        <table className="table efficacy">
          <caption className="unseen">Response, derived from the records and as published</caption>
          <thead>
            <tr><td /><th scope="colgroup" className="efficacy-over" colSpan={4}>Derived from the records</th><th scope="colgroup" className="divided" colSpan={3}>Published</th></tr>
            <tr>
              <th scope="col"><span className="unseen">Group of patients</span></th>
              <th scope="col" className="number">n/N</th><th scope="col" className="number">%</th><th scope="col" className="number">95 % CI</th>
              <th scope="col" className="figure-cell"><span className="unseen">Per cent with interval</span><ForestAxis upTo={TOP_PERCENT} /></th>
              <th scope="col" className="number divided">n/N</th><th scope="col" className="number">%</th><th scope="col">Agrees</th>
            </tr>
          </thead>
          <tbody>{sections.flatMap(({ id, title, note, rows }) => [
            <tr key={id} className="group"><th scope="colgroup" colSpan={8}>{title}{note && <span className="efficacy-note"> {note}</span>}</th></tr>,
            ...rows.map((row) => <Row key={`${id} ${row.id}`} row={row} />),
          ])}</tbody>
        </table>
      </div>
      <div className="legend legend-in-card">
        <span><ForestSwatch of="derived" />derived, square sized by N, exact interval</span>
        <span><ForestSwatch of="published" />published</span>
        <span className="end">{agreement(sections)}</span>
      </div>
    </Card>
  );
}

function Row({ row }: { readonly row: EfficacyRow }) {
  const { label, responders, total, percent, interval, published, agrees } = row;
  return (
    <tr className={`indented${agrees === false ? " warned" : ""}`}>
      <th scope="row" className="efficacy-row">{label}</th>
      <td className="number">{responders}/{total}</td>
      <td className="number"><b>{percent ?? "–"}</b></td>
      <td className="number nowrap muted">{interval ? `${interval.lower.toFixed(1)}–${interval.upper.toFixed(1)}` : "–"}</td>
      <td className="figure-cell">
        {interval && <ForestRow label={sayRow(row)} upTo={TOP_PERCENT} rate={(100 * responders) / total} lower={interval.lower} upper={interval.upper} n={total} published={published && Number(published.percent)} />}
      </td>
      <td className="number divided nowrap">{published && sayCount(published)}</td>
      <td className="number">{published?.percent}</td>
      <td className="nowrap">{agrees !== null && (agrees ? <StateIcon state="met" label="Same" /> : <span className="tone-due"><StateIcon state="overdue" label="" /> <span className="small">differs</span></span>)}</td>
    </tr>
  );
}

const sayCount = ({ responders, total }: PublishedRate) => (responders === null ? `n = ${total}` : `${responders}/${total}`);

const sayRow = ({ responders, total, percent, interval, published }: EfficacyRow) =>
  `${responders}/${total}, ${percent} per cent, 95 per cent interval ${interval?.lower.toFixed(1)} to ${interval?.upper.toFixed(1)}${published ? `, published ${published.percent}` : ""}`;

function agreement(sections: readonly EfficacySection[]): string {
  const compared = sections.flatMap(({ rows }) => rows).filter(({ agrees }) => agrees !== null);
  if (compared.length === 0) return "Published figures are of everybody randomised, at every site, and stand beside those only";
  const same = compared.filter(({ agrees }) => agrees).length;
  return same === compared.length ? `All ${compared.length} published figures are reproduced` : `${same} of ${compared.length} published figures are reproduced`;
}

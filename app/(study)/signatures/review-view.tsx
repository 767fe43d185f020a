import { Callout } from "@/app/_ui/callout";
import type { Review } from "@/lib/signatures/read-review";
import type { UnsignedValue } from "@/lib/signatures/read-unsigned";

/** So many lines are shown at once; the rest stands on the record's own page. */
const MOST_LINES = 40;

const count = (many: number, one: string, more = `${one}s`) => `${many} ${many === 1 ? one : more}`;
const sayCounts = ({ values, forms }: Pick<Review, "values" | "forms">) => `${count(values, "value")} in ${count(forms, "form")}`;

/** What is about to be signed, as the server states it: how much, which values changed, and every value where one record is signed. */
export function ReviewView({ reviews }: { readonly reviews: readonly Review[] }) {
  const [first] = reviews;
  if (reviews.length === 1 && first) return <OneReview review={first} />;
  return (
    <ul className="sign-records" aria-label="What is signed">
      {reviews.map((review) => (
        <li key={review.key}>
          <p><b>{review.number}</b> {review.what}: {sayCounts(review)}{review.locked && " · locked"}</p>
          <ChangedMeanwhile review={review} />
          <Lost unsigned={review.unsigned} />
        </li>
      ))}
    </ul>
  );
}

function OneReview({ review }: { readonly review: Review }) {
  return (
    <div className="stack">
      <p><b>{review.what}</b>: {sayCounts(review)}</p>
      {review.locked && <Callout tone="refused" title="This record is locked.">It cannot be signed before data management releases it.</Callout>}
      <ChangedMeanwhile review={review} />
      <Lost unsigned={review.unsigned} />
      {review.content.length > 0 && (
        <details>
          <summary>Every value that is signed ({review.values})</summary>
          {review.content.map(({ entryId, where, values }) => (
            <div key={entryId} className="sign-form">
              <h4>{where}</h4>
              <dl>{values.map(({ field, label, shown }) => <div key={field}><dt>{label}</dt><dd>{shown}</dd></div>)}</dl>
            </div>
          ))}
        </details>
      )}
    </div>
  );
}

/** Values that were signed and changed since, with who and why; those that were never signed are only counted. */
function Lost({ unsigned }: { readonly unsigned: readonly UnsignedValue[] }) {
  const lost = unsigned.filter(({ signed }) => signed !== null);
  const fresh = unsigned.length - lost.length;
  if (lost.length === 0) return null;
  return (
    <div>
      <b>Changed since it was signed ({lost.length}){fresh > 0 && `, and ${count(fresh, "value")} never signed`}</b>
      <ul className="sign-changes">{lost.slice(0, MOST_LINES).map((value) => <li key={`${value.entryId}.${value.field}`}><UnsignedLine value={value} /></li>)}</ul>
      {lost.length > MOST_LINES && <p className="dim">and {lost.length - MOST_LINES} more, on the casebook’s page</p>}
    </div>
  );
}

/** "Haematology · Day 14 · Haemoglobin: 8.1 g/dL → 9.1 g/dL, Cora Lindqvist: transcription error". What reads the same before and after, as redacted values do, is said once. */
export function UnsignedLine({ value: { href, where, label, signed, now, byName, reason } }: { readonly value: UnsignedValue }) {
  return (
    <>
      <a href={href}>{where} · {label}</a>: {signed === null || signed === now ? <b>{now || "blank"}</b> : <><span className="old">{signed || "blank"}</span> <span className="arrow" aria-label="becomes">→</span> <b>{now || "blank"}</b></>}
      {byName !== null && <span className="muted">, {byName}{reason === null ? "" : `: ${reason}`}</span>}
    </>
  );
}

function ChangedMeanwhile({ review: { changedSince } }: { readonly review: Review }) {
  if (changedSince.length === 0) return null;
  return (
    <Callout tone="soft" title="Changed while you were reading:" live="status">
      <ul className="sign-changes">
        {changedSince.slice(0, MOST_LINES).map(({ entryId, field, where, label, from, to, byName, at, reason }) => (
          <li key={`${entryId}.${field}.${at}`}>{where} · {label}: <span className="old">{from || "blank"}</span> <span className="arrow" aria-label="becomes">→</span> <b>{to || "blank"}</b><span className="muted">, {byName}{reason === null ? "" : `: ${reason}`}</span></li>
        ))}
      </ul>
    </Callout>
  );
}

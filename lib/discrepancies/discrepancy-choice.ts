import "server-only";
import { join, nothing, sql, type Sql } from "@/lib/server/sql";
import { readAge } from "./age-range";
import type { DiscrepancyFilters, SortColumn } from "./discrepancy-filters";

/** Which queries, from where on, and how many. */
export interface DiscrepancyChoice {
  /** Conditions on the query `d`. */
  readonly where: readonly Sql[];
  readonly sort?: DiscrepancyFilters["sort"];
  /** The id of the last query already shown. */
  readonly after?: string | undefined;
  readonly most: number;
}

/** Few among all queries are: gathered once, where each open one would be looked up. */
const REOPENED = sql`coalesce(d.id IN (SELECT o.discrepancy_id FROM app.discrepancy_message o WHERE o.step = 'reopened'), false)`;

/** Plain comparisons with constants, so that the partial indexes of what is not closed are seen to fit. */
const STATES: Readonly<Record<NonNullable<DiscrepancyFilters["state"]>, Sql | null>> = {
  open: sql`d.state = 'open' AND NOT ${REOPENED}`, reopened: sql`d.state = 'open' AND ${REOPENED}`, unanswered: sql`d.state = 'open'`,
  answered: sql`d.state = 'answered'`, closed: sql`d.state = 'closed'`, all: null,
};
const NOT_CLOSED = sql`d.state <> 'closed'`;
const stateOf = (state: DiscrepancyFilters["state"]): Sql | null => (state === undefined ? NOT_CLOSED : STATES[state]);

/** What narrows the list besides the state. Each is a condition on the query alone: the list is read along an index of it, and the rest looked up for one page. */
export function conditionsOf({ site, patient, form, field, check, origin, assigned, age }: DiscrepancyFilters, accountId: string): readonly Sql[] {
  const range = age === undefined ? null : readAge(age);
  return [
    site !== undefined && sql`d.site_id = (SELECT s.id FROM app.site s WHERE s.code = ${site})`,
    patient !== undefined && sql`d.patient_id IN (SELECT p.id FROM app.patient p WHERE position(${patient} IN p.number) > 0)`,
    form !== undefined && sql`d.form_id = ${form}`,
    field !== undefined && sql`d.field = ${field}`,
    check !== undefined && sql`d.rule_id = ${check}`,
    origin !== undefined && sql`d.origin = ${origin}`,
    assigned === "none" && sql`d.assigned_to IS NULL`,
    assigned !== undefined && assigned !== "none" && sql`d.assigned_to = ${assigned === "me" ? accountId : assigned}::uuid`,
    range !== null && range.from > 0 && sql`d.at <= now() - make_interval(days => ${range.from}::int)`,
    range !== null && range.below !== null && sql`d.at > now() - make_interval(days => ${range.below}::int)`,
  ].filter((condition) => condition !== false);
}

/** The same with the state of the filters. */
export function conditionsIn(filters: DiscrepancyFilters, accountId: string): readonly Sql[] {
  const state = stateOf(filters.state);
  return [...(state === null ? [] : [state]), ...conditionsOf(filters, accountId)];
}

interface SortBy {
  /** What else the key is read from. */
  readonly joins: Sql;
  readonly key: Sql;
}

/** Age needs no key: time and id end every order, and are the whole of this one. Each key is never null. */
const SORTS: Readonly<Record<Exclude<SortColumn, "age">, SortBy>> = {
  state: { joins: nothing, key: sql`CASE WHEN d.state = 'closed' THEN '4' WHEN d.state = 'answered' THEN '3' WHEN ${REOPENED} THEN '2' ELSE '1' END` },
  patient: { joins: sql`JOIN app.patient p ON p.id = d.patient_id`, key: sql`p.number` },
  field: { joins: nothing, key: sql`d.form_id || '.' || d.field` },
  question: { joins: nothing, key: sql`lower(d.question)` },
  assigned: { joins: nothing, key: sql`coalesce(d.assigned_name, '')` },
};

const all = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`true` : join([...conditions], " AND "));

/** The ids of one page in their order. It goes on after the last query's own key, time and id: nothing is shown twice or left out when a new one comes in. */
export function chosenOf({ where, sort = "age", after, most }: DiscrepancyChoice): Sql {
  const column = sort.replace("-", "") as SortColumn;
  const [way, beyond] = sort.startsWith("-") ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`];
  if (column === "age") {
    const rest = after === undefined ? [] : [sql`(d.at, d.id) ${beyond} ((SELECT d.at FROM app.discrepancy d WHERE d.id = ${after}::uuid), ${after}::uuid)`];
    return sql`SELECT d.id FROM app.discrepancy d WHERE ${all([...where, ...rest])} ORDER BY d.at ${way}, d.id ${way} LIMIT ${most}`;
  }
  const { joins, key } = SORTS[column];
  const last = (value: Sql) => sql`(SELECT ${value} FROM app.discrepancy d ${joins} WHERE d.id = ${after}::uuid)`;
  const rest = after === undefined ? [] : [sql`(${key}, d.at, d.id) ${beyond} (${last(key)}, ${last(sql`d.at`)}, ${after}::uuid)`];
  return sql`SELECT d.id FROM app.discrepancy d ${joins} WHERE ${all([...where, ...rest])} ORDER BY ${key} ${way}, d.at ${way}, d.id ${way} LIMIT ${most}`;
}

/** How many queries each standing has under the filters, in one row and one passage, in which an answered or closed one is asked no more than its state: grouped, the queries of a study would be sorted first. */
export const countedOf = (filters: DiscrepancyFilters, accountId: string): Sql => sql`
  SELECT q.unanswered - q.reopened AS open, q.reopened, q.answered, q.total - q.unanswered - q.answered AS closed
  FROM (SELECT count(*) FILTER (WHERE d.state = 'open')::int AS unanswered, count(*) FILTER (WHERE d.state = 'open' AND ${REOPENED})::int AS reopened, count(*) FILTER (WHERE d.state = 'answered')::int AS answered, count(*)::int AS total
    FROM app.discrepancy d WHERE ${all(conditionsOf(filters, accountId))}) q`;

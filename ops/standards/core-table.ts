import type { DatasetSpec, Row } from "@/lib/exports/datasets/dataset";

export interface Check {
  readonly operator: string;
  readonly value: { readonly target: string; readonly comparator: unknown; readonly value_is_literal?: boolean; readonly prefix?: number; readonly suffix?: number; readonly within?: string; readonly ordering?: string };
}

export interface Table {
  readonly spec: DatasetSpec;
  readonly rows: readonly Row[];
}

export type Value = string | number | null;
/** Whether a check holds for each row; a rule reports the rows for which all of it holds. */
export type Held = (row: Row) => boolean;

export const isBlank = (value: Value | undefined): boolean => value === undefined || value === null || value === "";
const domainOf = ({ spec }: Table): string => (spec.name.startsWith("SUPP") ? "SUPP" : spec.name);

/** "--DTC" is LBDTC in LB. */
export const named = (table: Table, name: string): string => name.replace("--", domainOf(table).slice(0, 2));
export const hasVariable = ({ spec }: Table, name: string): boolean => spec.variables.some((variable) => variable.name === name);

import type { ReactNode } from "react";
import { sayNumber } from "@/lib/kernel/say-number";

export interface Column {
  readonly key: string;
  readonly label: ReactNode;
  readonly numeric?: boolean;
  /** Names a column whose head stays empty to the eye, such as one of buttons. */
  readonly unseen?: boolean;
  /** The rows are in the order of this column; its label then is a link to the other order. */
  readonly sorted?: "ascending" | "descending" | undefined;
}

interface DataTableProps {
  /** Said to screen readers; the card around it shows the title. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** 28 px rows of one line; otherwise rows grow with two-line cells. */
  readonly dense?: boolean;
  readonly className?: string;
  /** The rows: `<tr>`s with one cell a column. */
  readonly children: ReactNode;
}

/** A table that scrolls sideways inside its card. Rows are plain `<tr>`; classes group, selected, warned, removed mark them. */
export function DataTable({ caption, columns, dense = false, className = "", children }: DataTableProps) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={caption}>
      <table className={`table${dense ? " table-dense" : ""} ${className}`}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, numeric, unseen, sorted }) => (
              <th key={key} scope="col" aria-sort={sorted} className={numeric ? "number" : undefined}>{unseen ? <span className="unseen">{label}</span> : label}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** A row that names the rows below it, "Site must act 4". */
export function GroupRow({ span, label, count }: { readonly span: number; readonly label: ReactNode; readonly count?: number }) {
  return <tr className="group"><th scope="colgroup" colSpan={span}>{label}{count !== undefined && <span className="dim"> {sayNumber(count)}</span>}</th></tr>;
}

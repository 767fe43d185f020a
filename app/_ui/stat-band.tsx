import type { ReactNode } from "react";

export interface Stat {
  readonly label: string;
  /** "0/17 <em>exposed vs</em> 10/36": numbers loud, words in <em> quiet. */
  readonly value: ReactNode;
  readonly note?: ReactNode;
}

/** Two to four numbers side by side, each with its sentence. */
export function StatBand({ label, stats }: { readonly label: string; readonly stats: readonly Stat[] }) {
  return (
    <section className="card stat-band" aria-label={label}>
      {stats.map((stat) => (
        <div key={stat.label}>
          <p className="stat-label">{stat.label}</p>
          <p className="stat-value">{stat.value}</p>
          {stat.note && <p className="muted">{stat.note}</p>}
        </div>
      ))}
    </section>
  );
}

import { LinkButton } from "@/app/_ui/text-link";
import { isDeclared, sayChoice } from "@/lib/review/exposure-windows";
import { MOST_DAYS_CHOSEN, type WindowChoice } from "@/lib/study/inhibitors/window-choice";

/** The board under a sensitivity window and a choice of rows, or a page of it, or a file. */
export function boardHref(choice: WindowChoice, show: string | null, path = "/exposure", page = 1): string {
  const asked = { ...(page > 1 ? { page: String(page) } : {}), ...(show ? { show } : {}), ...(isDeclared(choice) ? {} : { before: String(choice.before), after: String(choice.after), until: choice.until }) };
  const query = new URLSearchParams(asked).toString();
  return query === "" ? path : `${path}?${query}`;
}

/** Another reading of "during treatment": how the result would come out. A plain form of the address. */
export function WindowForm({ choice, show }: { readonly choice: WindowChoice; readonly show: string | null }) {
  return (
    <form className="window-form" role="search" action="/exposure" aria-label="Sensitivity window" key={boardHref(choice, show)}>
      {show && <input type="hidden" name="show" value={show} />}
      <label>Days before <input className="field-plain" type="number" name="before" min={0} max={MOST_DAYS_CHOSEN} defaultValue={choice.before} required /></label>
      <label>Days after <input className="field-plain" type="number" name="after" min={0} max={MOST_DAYS_CHOSEN} defaultValue={choice.after} required /></label>
      <label>counted after
        <select className="field-plain" name="until" defaultValue={choice.until}>
          <option value="infusion">the infusion</option>
          <option value="chemotherapy">the last chemotherapy</option>
        </select>
      </label>
      <button className="button" type="submit">Try this window</button>
      {isDeclared(choice) ? <span className="dim small">As the analysis declares it: {sayChoice(choice)}.</span> : <LinkButton href={boardHref({ before: 1, after: 1, until: "chemotherapy" }, show)} look="ghost">Back to the declared one</LinkButton>}
    </form>
  );
}

import { QuestionCount, StateIcon } from "@/app/_ui/state-icon.client";
import { sectionsOf, type Form } from "@/lib/crf/define-form";
import type { FormPlace } from "./form-places";

interface Props {
  readonly form: Form;
  readonly places: readonly FormPlace[];
  readonly here: { readonly visit: string | null; readonly formId: string };
}

/** To the left of a form: its sections, and the other forms of its visit with their states, each one press away. */
export function FormList({ form, places, here }: Props) {
  const sections = sectionsOf(form);
  const beside = places.filter(({ visit }) => visit === here.visit);
  const title = here.visit === null ? "Logs" : beside[0]?.visitTitle ?? here.visit;
  return (
    <nav className="sections beside" aria-label="This form and those beside it">
      {sections.length > 1 && (
        <>
          <h2>This form</h2>
          <ol>{sections.map((section, at) => <li key={section.title}><a href={`#section-${at + 1}`}>{section.title}</a></li>)}</ol>
        </>
      )}
      <h2>{title}</h2>
      <ol>
        {beside.map(({ formId, title: name, href, state, ifDone, rows, open, answered }) => (
          <li key={formId}>
            <a href={href} aria-current={formId === here.formId ? "page" : undefined}>
              <span className="sections-state"><StateIcon state={ifDone ? "not_planned" : state} /><QuestionCount open={open} answered={answered} /></span>
              {name}{rows !== null && <span className="end">{rows}</span>}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

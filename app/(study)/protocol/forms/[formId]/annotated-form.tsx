import { domainsIn, type Blank, type PrintedField, type PrintedForm } from "@/lib/crf/printed-form";
import { sdtmDomainName } from "@/lib/study/sdtm-domains";

const WEIGHTS = { primary_endpoint: "P", evaluability: "E", safety: "S", administrative: null } as const;
const MEANS = { P: "decides the primary endpoint", E: "decides whether the patient can be evaluated", S: "concerns safety" } as const;

/** The form as a hand fills it in, with the target of every value beside it: the page of the annotated case report form, on screen. */
export function AnnotatedForm({ form }: { readonly form: PrintedForm }) {
  return (
    <div className="crf-sheet">
      <p className="crf-domains">{form.domains.map((domain, index) => <span key={domain} className="crf-target" data-tint={index}>{domain} = {sdtmDomainName(domain)}</span>)}</p>
      {form.sections.map(({ title, fields }) => (
        <section key={title}>
          {title !== form.title && <h3>{title}</h3>}
          {fields.map((field) => <Field key={field.name} field={field} domains={form.domains} />)}
        </section>
      ))}
    </div>
  );
}

function Field({ field, domains }: { readonly field: PrintedField; readonly domains: readonly string[] }) {
  const weight = WEIGHTS[field.criticality];
  return (
    <div className="crf-field">
      <div>
        <b>{weight && <abbr title={MEANS[weight]} className="crf-mark" data-weight={weight}>{weight}</abbr>}{field.label}{field.expected && " *"}</b>
        {field.onlyWhen !== null && <small>Only when {field.onlyWhen}</small>}
      </div>
      <div>
        {field.blanks.map((blank) => <Fill key={blank.kind} blank={blank} />)}
        {field.missing.length > 0 && <span className="crf-ticks dim">or {field.missing.map(({ code, label }) => <Tick key={code} code={code} label={label} />)}</span>}
        <span className="crf-target" data-tint={Math.max(0, domains.indexOf(domainsIn(field.sdtm)[0] ?? ""))}>{field.sdtm}</span>
      </div>
    </div>
  );
}

function Fill({ blank }: { readonly blank: Blank }) {
  switch (blank.kind) {
    case "lines": return <span className="crf-line" />;
    case "number": return <span className="crf-ticks"><span className="crf-box" />{blank.unit}</span>;
    case "boxes": return <span className="crf-ticks">{blank.groups.map(({ boxes, caption }) => <span key={caption} className="crf-comb" title={caption}>{"▯".repeat(boxes)}</span>)}{blank.unit}</span>;
    case "options": return <span className="crf-ticks">{blank.options.map(({ code, label }) => <Tick key={code} code={code} label={label} />)}</span>;
  }
}

const Tick = ({ code, label }: { readonly code: string; readonly label: string }) => <span><span aria-hidden="true">☐ </span>{label}{code !== label && <code>{code}</code>}</span>;

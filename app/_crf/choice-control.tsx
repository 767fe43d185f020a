import dynamic from "next/dynamic";
import type { KeyboardEvent } from "react";
import type { ControlProps } from "./control-props";
import { ariaOf, textOf } from "./control-text";
import { ListInput } from "./list-input";
import { digitsOf, optionByKey } from "./option-by-key";

const GradedChoice = dynamic(() => import("./graded-choice").then((all) => all.GradedChoice)); // of one form

const FEW = 4;
const SHORT = 60;

/** Few options side by side; more in a list that opens. Each has its digit, and its letters find it. */
export function ChoiceControl(props: ControlProps<"choice">) {
  if (props.field.offeredBy !== undefined) return <GradedChoice {...props} offeredBy={props.field.offeredBy} />;
  const options = Object.entries(props.field.options);
  const isLong = options.length > FEW || options.reduce((length, [, label]) => length + label.length, 0) > SHORT;
  return isLong ? <ListedChoice {...props} options={options} /> : <SegmentedChoice {...props} options={options} />;
}

interface Props extends ControlProps<"choice"> { readonly options: readonly (readonly [code: string, label: string])[] }

const isPlain = ({ altKey, ctrlKey, metaKey }: KeyboardEvent) => !altKey && !ctrlKey && !metaKey;
const isClearing = (key: string) => key === "Backspace" || key === "Delete";

/** The browser's own list, with its letters; digits choose as well, and stand beside the options while the hand is here. */
function ListedChoice(props: Props) {
  const { field, options, disabled, onChange, onBlur } = props;
  const digits = digitsOf(options);
  const byKey = (event: KeyboardEvent) => {
    const picked = /^\d$/.test(event.key) ? optionByKey(options, event.key, "") : isClearing(event.key) ? "" : null;
    if (!isPlain(event) || picked === null) return;
    event.preventDefault();
    onChange(picked);
  };
  return (
    <span className="form-listed">
      <ListInput {...ariaOf(props)} className="form-choice" value={textOf(props.value)} error={props.invalid} disabled={disabled} onBlur={onBlur} onKeyDown={byKey}
        onChange={(event) => onChange(event.currentTarget.value)} options={[["", "Choose…"], ...options]} />
      {!disabled && (
        <span className="form-digits" aria-hidden>
          {options.map(([code, label], at) => <button key={code} type="button" tabIndex={-1} title={field.label} onMouseDown={(event) => event.preventDefault()} onClick={() => onChange(code)}><kbd>{digits[at]}</kbd>{label.replace(/^\d, /, "")}</button>)}
        </span>
      )}
    </span>
  );
}

function SegmentedChoice(props: Props) {
  const { name, options, disabled, onChange } = props;
  const chosen = textOf(props.value);
  const digits = digitsOf(options);
  const byKey = (event: KeyboardEvent<HTMLElement>) => {
    if (!isPlain(event)) return;
    const takesBack = isClearing(event.key) || (event.key === " " && (event.target as HTMLInputElement).value === chosen);
    const picked = takesBack ? "" : optionByKey(options, event.key, chosen);
    if (picked === null) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`input[value="${picked}"]`)?.focus();
    onChange(picked);
  };
  return (
    <span className="segments form-segments" role="radiogroup" aria-labelledby={`${name}-label`} aria-describedby={props.describedBy} onKeyDown={byKey} data-invalid={props.invalid || undefined}>
      {options.map(([value, label], at) => (
        <label key={value} aria-current={chosen === value || undefined}>
          <input type="radio" className="unseen" name={name} value={value} checked={chosen === value} disabled={disabled}
            {...(at === 0 ? { id: name } : {})} data-field={at === 0 ? name : undefined} onChange={() => onChange(value)} onBlur={props.onBlur} />
          <kbd aria-hidden>{digits[at]}</kbd>{label}
        </label>
      ))}
    </span>
  );
}

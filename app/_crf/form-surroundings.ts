import { createContext, useContext, useEffect, useState } from "react";
import type { AnyField } from "@/lib/crf/any-field";
import type { Dictionary } from "@/lib/crf/dictionary";
import type { CodedField } from "@/lib/crf/fields/coded";
import type { Form } from "@/lib/crf/define-form";

/** The form around a control: what no typing changes, so that nothing is drawn again for it. */
export const FormContext = createContext<Form | null>(null);

/** The other field that a control looks at: the words that its term is sought by, the term that its options depend on. */
export const looksAt = (field: AnyField): string | undefined => (field.kind === "coded" ? field.verbatim : field.kind === "choice" ? field.offeredBy : undefined);

/** The coded field of that name; null where the form has none. */
export function useCodedField(name: string): CodedField | null {
  const field = useContext(FormContext)?.fields[name];
  return field?.kind === "coded" ? field : null;
}

/** A dictionary, once it has arrived. When it cannot be fetched the field stays usable: what was typed is kept and refused in words. */
export function useDictionary(field: CodedField | null): Dictionary | null {
  const [dictionary, setDictionary] = useState<Dictionary | null>(null);
  const load = field?.load;
  useEffect(() => {
    let wanted = true;
    load?.().then((loaded) => { if (wanted) setDictionary(loaded); }, () => undefined);
    return () => { wanted = false; };
  }, [load]);
  return dictionary;
}

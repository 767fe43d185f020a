import { createContext, useContext, useEffect, useState } from "react";
import type { Dictionary } from "@/lib/crf/dictionary";
import type { CodedField } from "@/lib/crf/fields/coded";
import type { Form } from "@/lib/crf/define-form";

/** What the controls of one form may look at beside their own field. */
interface FormSurroundings {
  readonly form: Form | null;
  /** As typed, by field. */
  readonly typed: Readonly<Record<string, unknown>>;
}

export const SurroundingsContext = createContext<FormSurroundings>({ form: null, typed: {} });

/** What stands in another field of the form now, as typed. */
export const useTyped = (field: string): unknown => useContext(SurroundingsContext).typed[field];

/** The coded field of that name; null where the form has none. */
export function useCodedField(name: string): CodedField | null {
  const field = useContext(SurroundingsContext).form?.fields[name];
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

import { useParams, usePathname, useSearchParams } from "next/navigation";
import { useKeptText } from "./use-kept-text";

interface KeptReason {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** What is sent: without blanks around it. */
  readonly reason: string;
  /** For the moment the act happened. */
  readonly clear: () => void;
}

/**
 * The words that a dialog of this page asks for, kept on the device until the act happened: a closed dialog, a left page or a dying tab
 * gives them back. `name` is of this act on this record and no other; `title` names it in the list of what is not saved.
 */
export function useKeptReason(name: string, title: string): KeptReason {
  const [path, search] = [usePathname(), useSearchParams().toString()];
  const { number = null } = useParams<{ number?: string }>();
  const { text, setText, clear } = useKeptText(name, { href: search === "" ? path : `${path}?${search}`, patient: number, title });
  return { text, setText, reason: text.trim(), clear };
}

import { useRouter } from "next/navigation";
import { useCallback, useRef } from "react";
import { FIRST_BLANK, type Onwards } from "./onwards";

/** Whether the save under way goes on to the next form that is due, once it is stored. */
export interface GoingOn {
  readonly intend: (onwards: boolean) => void;
  /** Called when something was stored. */
  readonly arrive: () => void;
  readonly leave: (href: string) => void;
  /** To the next form that is due, with the hand in its first blank field. */
  readonly leaveForDue: () => void;
}

export function useGoingOn({ due }: Onwards): GoingOn {
  const router = useRouter();
  const goesOn = useRef(false);
  const intend = useCallback((onwards: boolean) => { goesOn.current = onwards; }, []);
  const leave = useCallback((href: string) => router.push(href), [router]);
  const leaveForDue = useCallback(() => { if (due) leave(`${due.href}#${FIRST_BLANK}`); }, [due, leave]);
  const arrive = useCallback(() => { if (goesOn.current) leaveForDue(); goesOn.current = false; }, [leaveForDue]);
  return { intend, arrive, leave, leaveForDue };
}

"use client";

import { TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { isCalendarDate, sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { parseTypedDate, sayUnreadable } from "@/lib/kernel/partial-date";

interface Props {
  readonly label: string;
  /** What stands under the label while nothing is typed. */
  readonly description?: ReactNode;
  /** "" while no whole day is typed. */
  readonly value: CalendarDate | "";
  readonly onDay: (day: CalendarDate | "") => void;
  /** What "t" and "y" count from; without it they are not read. */
  readonly today?: CalendarDate;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
}

/** A whole day, typed as on a form (5mar24, 5.3.24, 05-Mar-2024) and said back as it is stored: a browser's own date box spells days by the language of the device. */
export function DayInput({ label, description, value, onDay, today, required = false, autoFocus = false }: Props) {
  const [typed, setTyped] = useState(value === "" ? "" : sayDate(value));
  const [left, setLeft] = useState(false);
  const read = (text: string): CalendarDate | "" => { const day = parseTypedDate(text, today === undefined ? {} : { today }); return day !== null && isCalendarDate(day) ? day : ""; };
  const isUnread = typed.trim() !== "" && value === "";
  return (
    <TextInput label={label} placeholder="21-Oct-2024" autoComplete="off" maxLength={24} value={typed} required={required} {...(autoFocus ? { "data-autofocus": true } : {})}
      description={description} inputWrapperOrder={["label", "description", "input", "error"]}
      error={left && isUnread ? sayUnreadable(typed) ?? "Type a whole day, such as 21-Oct-2024." : null}
      onChange={(event) => { setTyped(event.currentTarget.value); onDay(read(event.currentTarget.value)); }}
      onBlur={() => { setLeft(true); if (value !== "") setTyped(sayDate(value)); }} />
  );
}

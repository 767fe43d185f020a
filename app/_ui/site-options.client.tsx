"use client";

interface SiteOptionsProps {
  readonly codes: readonly string[];
  /** Said after the codes, in their order. */
  readonly names?: readonly string[];
}

/** The sites of a `<select>`. They are sent as their codes: a study may have hundreds, and an element for each weighs more than the list that they narrow. */
export const SiteOptions = ({ codes, names }: SiteOptionsProps) => codes.map((code, at) => <option key={code} value={code}>{names ? `${code} ${names[at] ?? ""}` : code}</option>);

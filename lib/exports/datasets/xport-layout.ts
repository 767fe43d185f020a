export const CARD = 80;
export const NUMBER_LENGTH = 8;
const NAMESTR = 140;
const [NAME_MAX, LABEL_MAX, TEXT_MAX, VARIABLES_MAX] = [8, 40, 200, 9999];

export interface XportVariable {
  readonly name: string;
  readonly label: string;
  readonly isNumber: boolean;
  /** Bytes in a row: 8 of a number, 1 to 200 of a text. */
  readonly length: number;
  readonly format?: { readonly name: string; readonly width: number; readonly decimals: number };
}

export interface XportDataset {
  readonly name: string;
  readonly label: string;
  /** UTC, ISO 8601; stands in the cards as created and modified. */
  readonly madeAt: string;
  readonly variables: readonly XportVariable[];
}

/** What version 5 of the format cannot hold of a dataset, in words; none is an empty list. */
export function xportFaults({ name, label, variables }: XportDataset): readonly string[] {
  const names = variables.map((variable) => variable.name);
  const nameFault = (of: string) => (/^[A-Z_][A-Z0-9_]{0,7}$/.test(of) ? [] : [`"${of}" is no name: 1 to ${NAME_MAX} of A-Z, 0-9 and _, not beginning with a digit.`]);
  const labelFault = (of: string, text: string) => (text.length <= LABEL_MAX && /^[\x20-\x7e]*$/.test(text) ? [] : [`The label of ${of} is longer than ${LABEL_MAX} characters or not ASCII: "${text}".`]);
  return [
    ...nameFault(name), ...labelFault(name, label),
    ...(variables.length >= 1 && variables.length <= VARIABLES_MAX ? [] : [`${name} has ${variables.length} variables; 1 to ${VARIABLES_MAX} fit.`]),
    ...names.filter((one, at) => names.indexOf(one) !== at).map((twice) => `${name} has ${twice} twice.`),
    ...variables.flatMap((variable) => [
      ...nameFault(variable.name), ...labelFault(`${name}.${variable.name}`, variable.label),
      ...(variable.isNumber ? variable.length === NUMBER_LENGTH : variable.length >= 1 && variable.length <= TEXT_MAX) ? [] : [`${name}.${variable.name} is ${variable.length} bytes wide; a text has 1 to ${TEXT_MAX}, a number ${NUMBER_LENGTH}.`],
    ]),
  ];
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** "2026-11-22T05:09:51.000Z" as SAS writes it: "22NOV26:05:09:51". */
export function sasDateTime(iso: string): string {
  const [, year = "", month = "", day = "", time = ""] = /^\d\d(\d\d)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(iso) ?? [];
  if (time === "") throw new Error(`"${iso}" is no time in ISO 8601.`);
  return `${day}${MONTHS[Number(month) - 1]}${year}:${time}`;
}

const header = (kind: string, figures: string) => `HEADER RECORD*******${kind.padEnd(8)}HEADER RECORD!!!!!!!${figures.padEnd(30, "0")}  `;
const cards = (...lines: readonly string[]) => new TextEncoder().encode(lines.map((line) => line.padEnd(CARD)).join(""));

/** All that comes before the rows: cards of the library and the member, a description of every variable, the card of the observations. */
export function xportHead({ name, label, madeAt, variables }: XportDataset): Uint8Array {
  const at = sasDateTime(madeAt);
  const made = (what: string, kind: string) => `SAS     ${what.padEnd(8)}${kind.padEnd(8)}9.4${" ".repeat(37)}${at}`;
  const before = cards(
    header("LIBRARY", ""), made("SAS", "SASLIB"), at,
    header("MEMBER", `000000000000000001600000000${NAMESTR}`), header("DSCRPTR", ""), made(name, "SASDATA"), `${at}${" ".repeat(16)}${label}`,
    header("NAMESTR", `000000${String(variables.length).padStart(4, "0")}`),
  );
  const described = new Uint8Array(Math.ceil((variables.length * NAMESTR) / CARD) * CARD).fill(0x20);
  let position = 0;
  variables.forEach((variable, place) => {
    described.set(namestr(variable, place + 1, position), place * NAMESTR);
    position += variable.length;
  });
  const after = cards(header("OBS", ""));
  return Uint8Array.from([...before, ...described, ...after]);
}

function namestr({ name, label, isNumber, length, format }: XportVariable, number: number, position: number): Uint8Array {
  const bytes = new Uint8Array(NAMESTR);
  const view = new DataView(bytes.buffer);
  const put = (text: string, offset: number, width: number) => bytes.set(new TextEncoder().encode(text.padEnd(width)), offset);
  view.setInt16(0, isNumber ? 1 : 2);
  view.setInt16(4, length);
  view.setInt16(6, number);
  put(name, 8, NAME_MAX);
  put(label, 16, LABEL_MAX);
  put(format?.name ?? "", 56, NAME_MAX);
  view.setInt16(64, format?.width ?? 0);
  view.setInt16(66, format?.decimals ?? 0);
  put("", 72, NAME_MAX);
  view.setInt32(84, position);
  return bytes;
}

/** "DATE9." is DATE of width 9, "8.3" a number of width 8 with 3 decimals. */
export function xportFormat(text: string): { readonly name: string; readonly width: number; readonly decimals: number } {
  const [, name = "", width = "", decimals = ""] = /^(\$?[A-Z_]*)(\d*)\.(\d*)$/.exec(text) ?? [];
  return { name, width: Number(width), decimals: Number(decimals) };
}

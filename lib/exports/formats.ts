import type { CutFormat } from "./cut-source";
import { csvFormat } from "./formats/csv";

/** Every way to write a cut, in the order in which they are offered. */
export const FORMATS: readonly CutFormat[] = [csvFormat];

export const formatById = (id: string): CutFormat | undefined => FORMATS.find((format) => format.id === id);

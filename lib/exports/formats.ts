import type { CutFormat } from "./cut-source";
import { csvFormat } from "./formats/csv";
import { odm13, odm20 } from "./formats/odm/odm-formats";
import { xlsx } from "./formats/xlsx/xlsx-format";

/** Every way to write a cut, in the order in which they are offered. */
export const FORMATS: readonly CutFormat[] = [csvFormat, xlsx, odm13, odm20];

export const formatById = (id: string): CutFormat | undefined => FORMATS.find((format) => format.id === id);

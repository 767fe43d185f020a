import type { CutFormat } from "./cut-source";
import { adamFormat } from "./formats/adam";
import { archiveOf } from "./formats/archive";
import { casebooks } from "./formats/casebooks";
import { crf } from "./formats/crf";
import { csvFormat } from "./formats/csv";
import { odm13, odm20 } from "./formats/odm/odm-formats";
import { sdtmFormat } from "./formats/sdtm";
import { sqlFormat } from "./formats/sql/sql-format";
import { xlsx } from "./formats/xlsx/xlsx-format";

const SINGLE: readonly CutFormat[] = [csvFormat, sqlFormat, xlsx, odm13, odm20, sdtmFormat, adamFormat, casebooks, crf];

/** The package that holds the others. */
export const ARCHIVE = "archive";

/** Every way to write a cut, in the order in which they are offered; last the package of all of them. */
export const FORMATS: readonly CutFormat[] = [...SINGLE, archiveOf(SINGLE)];

/** Those that lay out pages take seconds of a processor for each file; tests of what holds for every format leave them to their own. */
export const LAID_OUT: readonly string[] = [casebooks.id, crf.id, ARCHIVE];

export const formatById = (id: string): CutFormat | undefined => FORMATS.find((format) => format.id === id);

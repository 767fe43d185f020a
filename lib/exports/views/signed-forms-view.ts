import { SIGNED_FORM } from "../tables";
import { keyColumns, OF_CUT } from "./leading-columns";
import { meaningOf, TABLE_SAYS } from "./meanings";
import type { View, ViewColumn } from "./view";

const NAME = "signed-forms";
/** The fields of a form of a signature, on which it stands or not, in the order in which the record names them. */
const fields = (header: string, name: string, which: string): ViewColumn => ({ header, name, type: "text", sql: `(SELECT string_agg(f.name, ' ' ORDER BY f.place) FILTER (WHERE ${which}) FROM jsonb_object_keys(e -> 'fields') WITH ORDINALITY AS f (name, place))`, comment: meaningOf(NAME, header) });
const FELL = `EXISTS (SELECT FROM jsonb_array_elements(coalesce(nullif(r.payload -> 'voided', 'null'), '[]')) w
    WHERE w ->> 'visit' IS NOT DISTINCT FROM e ->> 'visit' AND w ->> 'form' = e ->> 'form' AND w -> 'row' = e -> 'row' AND w ->> 'field' = f.name)`;

/** Who signed what: a row for each form of a signature. */
export const signedFormsView: View = {
  name: "v_signed_forms", file: `${NAME}.csv`, comment: TABLE_SAYS[NAME] ?? "",
  columns: [...OF_CUT, ...keyColumns(NAME, SIGNED_FORM.signature), ...keyColumns(NAME, SIGNED_FORM.form, "e"), fields("FIELDS", "fields", `NOT ${FELL}`), fields("FALLEN_FIELDS", "fallen_fields", FELL)],
  from: "record r, LATERAL jsonb_array_elements(coalesce(nullif(r.payload -> 'covers', 'null'), '[]')) AS elements (e) WHERE r.kind = 'signature'",
};

import { groupBy } from "@/lib/kernel/group-by";
import type { CutPayload } from "../../cut-record";
import type { CutPatient } from "../../export-format";
import { odmForm, odmValue, type OdmForm, type OdmItem, type OdmSection, type OdmValue } from "./odm-items";
import { formOfEntry, noteOfValue, rowKey, textOf, type OdmNote } from "./odm-patient";

export interface OdmChange {
  readonly item: OdmItem;
  readonly value: OdmValue;
  readonly change: CutPayload;
  readonly kind: "Insert" | "Update" | "Remove";
  readonly note: OdmNote | null;
}

/** What one person changed on one form at one time, for one reason. */
export interface OdmAct {
  readonly form: OdmForm;
  readonly entry: CutPayload;
  readonly visit: string | null;
  readonly first: CutPayload;
  readonly changes: number;
  /** "Remove" where the row was removed. */
  readonly kind: "Upsert" | "Remove";
  /** Of the form as a whole: removed, restored, not done. */
  readonly notes: readonly OdmNote[];
  readonly sections: readonly { readonly section: OdmSection; readonly items: readonly OdmChange[] }[];
}

const kindOf = (wasBlank: boolean, isBlank: boolean): OdmChange["kind"] => (isBlank ? "Remove" : wasBlank ? "Insert" : "Update");

/** A change in one item of its field; none for a part that was blank and stays so. */
function changeIn(item: OdmItem, change: CutPayload): readonly OdmChange[] {
  const [value, before] = [odmValue(item, change["to"]), odmValue(item, change["from"])];
  const isFirst = item.name === item.field;
  if (change["takenAway"] === true) return isFirst ? [{ item, value, change, kind: "Update", note: { kind: "taken_away", about: item.oid, text: "" } }] : [];
  if (!isFirst && value.is === "blank" && before.is === "blank") return [];
  return [{ item, value, change, kind: kindOf(before.is === "blank", value.is === "blank"), note: noteOfValue(item, value) }];
}

function noteOfForm(change: CutPayload): OdmNote {
  const [field, to] = [change["field"], textOf(change, "to")];
  return { kind: field === "not_done_reason" ? "not_done" : to === null && change["takenAway"] !== true ? "restored" : "removed", text: to ?? "" };
}

function actOf(changes: readonly CutPayload[], entry: CutPayload | undefined): readonly OdmAct[] {
  const [form, first] = [entry && formOfEntry(entry), changes[0]];
  if (!entry || !form || !first) return [];
  const [ofForm, ofAnswers] = [changes.filter((change) => change["of"] === "form"), changes.filter((change) => change["of"] === "answer")];
  const removes = ofForm.some((change) => change["field"] === "removed_reason" && (textOf(change, "to") !== null || change["takenAway"] === true));
  const sections = odmForm(form).sections.map((section) => ({ section, items: section.items.flatMap((item) => ofAnswers.filter((change) => change["field"] === item.field).flatMap((change) => changeIn(item, change))) }));
  return [{
    form: odmForm(form), entry, visit: textOf(entry, "visit"), first, changes: changes.length, kind: removes ? "Remove" : "Upsert", notes: ofForm.map(noteOfForm),
    sections: sections.filter(({ items }) => items.length > 0),
  }];
}

/** The patient's history, act by act in the order of time, removed rows included. */
export function odmHistory(patient: CutPatient): readonly OdmAct[] {
  const entries = new Map(patient.of("entry").map((entry) => [rowKey(entry), entry]));
  const acts = groupBy(patient.of("change"), (change) => JSON.stringify([change["at"], rowKey(change), change["by"], change["reason"], change["act"]]));
  return [...acts.values()].flatMap((changes) => actOf(changes, changes[0] && entries.get(rowKey(changes[0]))))
    .toSorted((one, other) => (String(one.first["at"]) < String(other.first["at"]) ? -1 : String(one.first["at"]) > String(other.first["at"]) ? 1 : 0));
}

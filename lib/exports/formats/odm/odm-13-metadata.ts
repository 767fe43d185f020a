import { wordingOf } from "@/lib/crf/define-form";
import { study } from "@/lib/study/study";
import type { ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import type { CutPayload } from "../../cut-record";
import type { CutStudy } from "../../export-format";
import { element, type Xml } from "../xml";
import { designLists, eventsOf, odmForms, type DesignEvent, type DesignList } from "./odm-design";
import type { OdmForm, OdmItem } from "./odm-items";
import { ABOUT_LIST, conditionOid, meaningOid, personOid, siteOid, STUDY_OID, unitOid, versionOid } from "@/lib/study/odm-oids";
import { userType, type OdmPerson } from "./odm-people";
import { MEANING_LABELS } from "@/lib/signatures/statements";
import { sayStudy } from "./odm-words";

const words = (text: string): readonly Xml[] => [element("TranslatedText", { "xml:lang": "en" }, text)];
const said = (name: string, text: string | undefined): readonly Xml[] => (text === undefined ? [] : [element(name, {}, words(text))]);
const yesNo = (yes: boolean) => (yes ? "Yes" : "No");
const forms = odmForms;
const itemsOf = ({ sections }: OdmForm): readonly OdmItem[] => sections.flatMap(({ items }) => items).filter(({ isUnit }) => !isUnit);

/** Unit → as screens show it, of every number that has one. */
function unitsOf({ definition }: OdmItem): readonly (readonly [code: string, says: string])[] {
  if (definition.kind === "quantity") return Object.entries(definition.units).map(([code, { says }]) => [code, says]);
  return (definition.kind === "integer" || definition.kind === "decimal") && definition.unit ? [[definition.unit, definition.unit]] : [];
}

function rangeChecks({ definition }: OdmItem): readonly Xml[] {
  const bounds = definition.kind === "quantity" ? Object.entries(definition.units).map(([code, { possible }]) => ({ unit: code, possible }))
    : definition.kind === "integer" || definition.kind === "decimal" ? [{ unit: definition.unit, possible: definition.possible }] : [];
  return bounds.flatMap(({ unit, possible: [lowest, highest] }) => ([["GE", lowest], ["LE", highest]] as const).map(([comparator, limit]) =>
    element("RangeCheck", { Comparator: comparator, SoftHard: "Hard" }, [element("CheckValue", {}, String(limit)), ...(unit ? [element("MeasurementUnitRef", { MeasurementUnitOID: unitOid(unit) })] : [])])));
}

function itemDef(item: OdmItem): Xml {
  const { definition } = item;
  const length = definition.kind === "text" ? (definition.long ? 2000 : 500) : definition.kind === "choice" ? Math.max(...Object.keys(definition.options).map((code) => code.length)) : item.type === "text" ? 200 : undefined;
  return element("ItemDef", { OID: item.oid, Name: item.name, DataType: item.type, Length: length }, [
    ...said("Description", definition.help), ...said("Question", item.label), ...unitsOf(item).map(([code]) => element("MeasurementUnitRef", { MeasurementUnitOID: unitOid(code) })), ...rangeChecks(item),
    ...(item.codeList ? [element("CodeListRef", { CodeListOID: item.codeList.oid })] : []), element("Alias", { Context: "SDTM", Name: definition.sdtm }),
  ]);
}

const groupDefs = ({ form, sections }: OdmForm): readonly Xml[] => sections.map(({ oid, title, items }) =>
  element("ItemGroupDef", { OID: oid, Name: `${form.title}: ${title}`, Repeating: "No" }, items.filter(({ isUnit }) => !isUnit).map((item, place) => element("ItemRef", {
    ItemOID: item.oid, OrderNumber: place + 1, Mandatory: yesNo((item.definition.required ?? false) && item.definition.when === undefined),
    CollectionExceptionConditionOID: item.definition.when ? conditionOid(form, item.field) : undefined,
  }))));

const formDef = ({ oid, form, sections }: OdmForm): Xml => element("FormDef", { OID: oid, Name: form.title, Repeating: yesNo(form.repeats) },
  sections.map((section, place) => element("ItemGroupRef", { ItemGroupOID: section.oid, OrderNumber: place + 1, Mandatory: "No" })));

const eventDef = ({ oid, title, type, repeats, forms: asked }: DesignEvent): Xml => element("StudyEventDef", { OID: oid, Name: title, Repeating: yesNo(repeats), Type: type },
  asked.map((form, place) => element("FormRef", { FormOID: form.oid, OrderNumber: place + 1, Mandatory: yesNo(form.mandatory) })));

/** An item is not asked where its condition does not hold. */
const conditionDefs = ({ form }: OdmForm): readonly Xml[] => Object.entries(form.fields).flatMap(([name, { label, when }]) => (when
  ? [element("ConditionDef", { OID: conditionOid(form, name), Name: `${form.title}: ${label} does not apply` }, [element("Description", {}, words(`Not collected unless: ${when.says(wordingOf(form))}`))])] : []));

const codeList = ({ oid, name, terms }: DesignList): Xml => element("CodeList", { OID: oid, Name: name, DataType: "text" }, oid === ABOUT_LIST
  ? [element("ExternalCodeList", { Dictionary: "OIDs of the items of this file" })]
  : Object.entries(terms).map(([code, label], place) => element("CodeListItem", { CodedValue: code, OrderNumber: place + 1 }, [element("Decode", {}, words(label))])));

function versionDef(version: ProtocolVersion): Xml {
  const events = eventsOf(version);
  return element("MetaDataVersion", { OID: versionOid(version.id), Name: version.title, Description: version.source }, [
    element("Protocol", {}, events.filter(({ isPlanned }) => isPlanned).map(({ oid, type }, place) => element("StudyEventRef", { StudyEventOID: oid, OrderNumber: place + 1, Mandatory: yesNo(type === "Scheduled") }))),
    ...events.map(eventDef), ...forms.map(formDef), ...forms.flatMap(groupDefs), ...forms.flatMap(itemsOf).map(itemDef),
    ...designLists.filter(({ oid }) => !forms.some((form) => form.sections.some(({ items }) => items.some((item) => item.isUnit && item.codeList?.oid === oid)))).map(codeList), ...forms.flatMap(conditionDefs),
  ]);
}

/** The study: its units, and every protocol version with its visits, forms, items, code lists and conditions. */
export function study13(cut: CutStudy): Xml {
  const units = new Map(forms.flatMap(itemsOf).flatMap(unitsOf));
  return element("Study", { OID: STUDY_OID }, [
    element("GlobalVariables", {}, [element("StudyName", {}, study.shortTitle), element("StudyDescription", {}, sayStudy(cut)), element("ProtocolName", {}, study.title)]),
    element("BasicDefinitions", {}, [...units].map(([code, says]) => element("MeasurementUnit", { OID: unitOid(code), Name: code }, said("Symbol", says)))),
    ...Object.values(protocolVersions).map(versionDef),
  ]);
}

const versionRef = (version: string, day: string) => element("MetaDataVersionRef", { StudyOID: STUDY_OID, MetaDataVersionOID: versionOid(version), EffectiveDate: day });

/** Which version a site works under since when; a site that no version was opened for works under the open one since the cut. */
export function siteVersionRefs(cut: CutStudy, site: CutPayload): readonly Xml[] {
  const opened = cut.siteVersions.filter((version) => version["site"] === site["site"]);
  return opened.length === 0 ? [versionRef(String(cut.study["openVersion"] ?? Object.keys(protocolVersions)[0]), cut.madeAt.slice(0, 10))] : opened.map((version) => versionRef(String(version["version"]), String(version["activatedOn"])));
}

/** Who acted, where, and what a signature means. */
export const adminData13 = (cut: CutStudy, people: readonly OdmPerson[]): Xml => element("AdminData", { StudyOID: STUDY_OID }, [
  ...people.map(({ name, roles }) => element("User", { OID: personOid(name), UserType: userType(roles) }, [element("FullName", {}, name)])),
  ...cut.sites.map((site) => element("Location", { OID: siteOid(String(site["site"])), Name: String(site["name"]), LocationType: "Site" }, siteVersionRefs(cut, site))),
  ...Object.entries(MEANING_LABELS).map(([meaning, label]) => element("SignatureDef", { OID: meaningOid(meaning), Methodology: "Electronic" }, [element("Meaning", {}, label), element("LegalReason", {}, "Given by name and password under the statement that stands with the signature")])),
]);

import { wordingOf } from "@/lib/crf/define-form";
import { MEANING_LABELS } from "@/lib/signatures/statements";
import { study } from "@/lib/study/study";
import type { ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import type { CutStudy } from "../../export-format";
import { element, type Xml } from "../xml";
import { designLists, eventsOf, odmForms, type DesignEvent, type DesignList } from "./odm-design";
import { siteVersionRefs } from "./odm-13-metadata";
import type { OdmForm, OdmItem, OdmType } from "./odm-items";
import { conditionOid, meaningOid, personOid, siteOid, STUDY_OID, versionOid } from "@/lib/study/odm-oids";
import type { OdmPerson } from "./odm-people";
import { sayStudy } from "./odm-words";

const words = (text: string): readonly Xml[] => [element("TranslatedText", { "xml:lang": "en", Type: "text/plain" }, text)];
const said = (name: string, text: string | undefined): readonly Xml[] => (text === undefined ? [] : [element(name, {}, words(text))]);
const yesNo = (yes: boolean) => (yes ? "Yes" : "No");
const typeOf = (type: OdmType): string => (type === "float" ? "decimal" : type);
const SCHEDULE = "SEG.SCHEDULE";

function rangeChecks({ definition }: OdmItem): readonly Xml[] {
  const units = definition.kind === "quantity" ? Object.values(definition.units) : [];
  const [only] = units.length === 1 ? units : []; // limits that depend on the unit have no place here; the dictionary of the cut says them
  const possible = definition.kind === "integer" || definition.kind === "decimal" ? definition.possible : only?.possible;
  if (possible === undefined) return [];
  return ([["GE", possible[0]], ["LE", possible[1]]] as const).map(([comparator, limit]) => element("RangeCheck", { Comparator: comparator, SoftHard: "Hard" }, [element("CheckValue", {}, String(limit))]));
}

const unitOf = ({ definition }: OdmItem): string => ((definition.kind === "integer" || definition.kind === "decimal") && definition.unit ? ` (${definition.unit})` : "");

const itemDef = (item: OdmItem): Xml => element("ItemDef", { OID: item.oid, Name: item.name, DataType: typeOf(item.type), Length: item.definition.kind === "text" ? (item.definition.long ? 2000 : 500) : undefined }, [
  ...said("Question", `${item.label}${unitOf(item)}`), ...said("CRFCompletionInstructions", item.name === item.field ? item.definition.help : undefined), ...(item.isUnit ? [] : rangeChecks(item)),
  ...(item.codeList ? [element("CodeListRef", { CodeListOID: item.codeList.oid })] : []), element("Alias", { Context: "SDTM", Name: item.definition.sdtm }),
]);

const groupDefs = ({ oid, form, sections }: OdmForm): readonly Xml[] => [
  element("ItemGroupDef", { OID: oid, Name: form.title, Repeating: form.repeats ? "Simple" : "No", Type: "Form" }, sections.map((section, place) => element("ItemGroupRef", { ItemGroupOID: section.oid, OrderNumber: place + 1, Mandatory: "No" }))),
  ...sections.map((section) => element("ItemGroupDef", { OID: section.oid, Name: `${form.title}: ${section.title}`, Repeating: "No", Type: "Section" }, section.items.map((item, place) => element("ItemRef", {
    ItemOID: item.oid, UnitsItemOID: item.unitItem, OrderNumber: place + 1, Mandatory: yesNo((item.definition.required ?? false) && item.definition.when === undefined),
    CollectionExceptionConditionOID: item.definition.when ? conditionOid(form, item.field) : undefined,
  })))),
];

const eventDef = ({ oid, title, type, repeats, forms }: DesignEvent): Xml => element("StudyEventDef", { OID: oid, Name: title, Repeating: yesNo(repeats), Type: type },
  forms.map((form, place) => element("ItemGroupRef", { ItemGroupOID: form.oid, OrderNumber: place + 1, Mandatory: yesNo(form.mandatory) })));

/** An item is not asked where its condition does not hold; what the condition reads are its parameters. */
const conditionDefs = ({ form, sections }: OdmForm): readonly Xml[] => Object.entries(form.fields).flatMap(([name, { label, when }]) => {
  if (!when) return [];
  const typeOfField = (field: string) => typeOf(sections.flatMap(({ items }) => items).find((item) => item.name === field)?.type ?? "text");
  return [element("ConditionDef", { OID: conditionOid(form, name), Name: `${form.title}: ${label} does not apply` }, [
    ...said("Description", `Not collected unless: ${when.says(wordingOf(form))}`),
    element("MethodSignature", {}, [...when.reads.map((field, place) => element("Parameter", { Name: field, DataType: typeOfField(field), OrderNumber: place + 1 })), element("ReturnValue", { Name: "doesNotApply", DataType: "boolean" })]),
  ])];
});

const codeList = ({ oid, name, terms }: DesignList): Xml => element("CodeList", { OID: oid, Name: name, DataType: "text" },
  Object.entries(terms).map(([code, label], place) => element("CodeListItem", { CodedValue: code, OrderNumber: place + 1 }, [element("Decode", {}, words(label))])));

function versionDef(version: ProtocolVersion): Xml {
  const events = eventsOf(version);
  return element("MetaDataVersion", { OID: versionOid(version.id), Name: version.title }, [
    ...said("Description", version.source), element("Protocol", {}, [element("StudyEventGroupRef", { StudyEventGroupOID: SCHEDULE, OrderNumber: 1, Mandatory: "Yes" })]),
    element("StudyEventGroupDef", { OID: SCHEDULE, Name: "Schedule" }, events.filter(({ isPlanned }) => isPlanned).map(({ oid, type }, place) => element("StudyEventRef", { StudyEventOID: oid, OrderNumber: place + 1, Mandatory: yesNo(type === "Scheduled") }))),
    ...events.map(eventDef), ...odmForms.flatMap(groupDefs), ...odmForms.flatMap(({ sections }) => sections.flatMap(({ items }) => items)).map(itemDef), ...designLists.map(codeList), ...odmForms.flatMap(conditionDefs),
  ]);
}

/** The study with every protocol version: a form is an item group of type Form, its headings are groups of type Section, a unit is an item beside its value. */
export const study20 = (cut: CutStudy): Xml =>
  element("Study", { OID: STUDY_OID, StudyName: study.shortTitle, ProtocolName: study.title }, [...said("Description", sayStudy(cut)), ...Object.values(protocolVersions).map(versionDef)]);

const USER_TYPES = { investigator: "Investigator", coordinator: "Care provider", monitor: "Monitor", data_manager: "Sponsor", statistician: "Data analyst" } as const;
const userType20 = (roles: readonly string[]): string => Object.entries(USER_TYPES).find(([role]) => roles.includes(role))?.[1] ?? "Other";

/** Who acted, where, and what a signature means. */
export const adminData20 = (cut: CutStudy, people: readonly OdmPerson[]): Xml => element("AdminData", { StudyOID: STUDY_OID }, [
  ...people.map(({ name, roles }) => element("User", { OID: personOid(name), UserType: userType20(roles) }, [element("FullName", {}, name)])),
  ...cut.sites.map((site) => element("Location", { OID: siteOid(String(site["site"])), Name: String(site["name"]), Role: "Site" }, siteVersionRefs(cut, site))),
  ...Object.entries(MEANING_LABELS).map(([meaning, label]) => element("SignatureDef", { OID: meaningOid(meaning), Methodology: "Electronic" }, [element("Meaning", {}, label), element("LegalReason", {}, "Given by name and password under the statement that stands with the signature")])),
]);

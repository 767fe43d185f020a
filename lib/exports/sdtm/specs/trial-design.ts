import type { DatasetSpec } from "../../datasets/dataset";
import { dataset, identifiers } from "./variables";

export const TRIAL_DESIGN: readonly DatasetSpec[] = [
  dataset("TA", "Trial Arms", "TRIAL DESIGN", "One record per planned Element per Arm", ["STUDYID", "ARMCD", "TAETORD"], [
    ...identifiers,
    { name: "ARMCD", label: "Planned Arm Code", type: "text", role: "Topic", core: "Req", origin: "Protocol", codeList: "ARMCD", method: "Arm drawn at randomisation, with the protocol version that course 1 is dosed by." },
    { name: "ARM", label: "Description of Planned Arm", type: "text", role: "Synonym Qualifier", core: "Req", origin: "Protocol", codeList: "ARM", method: "Treatment of the arm in the protocol version that course 1 is dosed by." },
    { name: "TAETORD", label: "Planned Order of Element within Arm", type: "integer", role: "Timing", core: "Req", origin: "Protocol", method: "Order of the element in the arm." },
    { name: "ETCD", label: "Element Code", type: "text", role: "Record Qualifier", core: "Req", origin: "Protocol", codeList: "ETCD", method: "Element by consent and doses given." },
    { name: "ELEMENT", label: "Description of Element", type: "text", role: "Synonym Qualifier", core: "Perm", origin: "Protocol", codeList: "ELEMENT" },
    { name: "TABRANCH", label: "Branch", type: "text", role: "Rule", core: "Exp", origin: "Protocol" },
    { name: "TATRANS", label: "Transition Rule", type: "text", role: "Rule", core: "Exp", origin: "Protocol" },
    { name: "EPOCH", label: "Epoch", type: "text", role: "Timing", core: "Req", origin: "Protocol", codeList: "EPOCH", method: "Epoch of the element in which the date lies, day by day; empty where the date is before consent, or too partial to say." },
  ]),
  dataset("TE", "Trial Elements", "TRIAL DESIGN", "One record per planned Element", ["STUDYID", "ETCD"], [
    ...identifiers,
    { name: "ETCD", label: "Element Code", type: "text", role: "Topic", core: "Req", origin: "Protocol", codeList: "ETCD", method: "Element by consent and doses given." },
    { name: "ELEMENT", label: "Description of Element", type: "text", role: "Synonym Qualifier", core: "Req", origin: "Protocol", codeList: "ELEMENT" },
    { name: "TESTRL", label: "Rule for Start of Element", type: "text", role: "Rule", core: "Req", origin: "Protocol" },
    { name: "TEENRL", label: "Rule for End of Element", type: "text", role: "Rule", core: "Perm", origin: "Protocol" },
    { name: "TEDUR", label: "Planned Duration of Element", type: "text", role: "Timing", core: "Perm", origin: "Protocol" },
  ]),
  dataset("TI", "Trial Inclusion/Exclusion Criteria", "TRIAL DESIGN", "One record per I/E criterion", ["STUDYID", "IETESTCD", "TIVERS"], [
    ...identifiers,
    { name: "IETESTCD", label: "Incl/Excl Criterion Short Name", type: "text", role: "Topic", core: "Req", origin: "Protocol", codeList: "IETESTCD" },
    { name: "IETEST", label: "Inclusion/Exclusion Criterion", type: "text", role: "Synonym Qualifier", core: "Req", origin: "Protocol", codeList: "IETEST" },
    { name: "IECAT", label: "Inclusion/Exclusion Category", type: "text", role: "Grouping Qualifier", core: "Req", origin: "Protocol", codeList: "IECAT" },
    { name: "TIVERS", label: "Protocol Criteria Versions", type: "text", role: "Record Qualifier", core: "Perm", origin: "Protocol" },
  ]),
  dataset("TV", "Trial Visits", "TRIAL DESIGN", "One record per planned Visit per Arm", ["STUDYID", "VISITNUM"], [
    ...identifiers,
    { name: "VISITNUM", label: "Visit Number", type: "float", role: "Topic", core: "Req", origin: "Protocol", method: "Place in the schedule; of an unscheduled visit, the number of the visit before it with its own number after the point." },
    { name: "VISIT", label: "Visit Name", type: "text", role: "Synonym Qualifier", core: "Req", origin: "Protocol" },
    { name: "VISITDY", label: "Planned Study Day of Visit", type: "integer", role: "Timing", core: "Perm", origin: "Protocol", method: "First planned day of the visit; of follow-up the middle of the window. None for course 2, whose days count from its own first dose." },
    { name: "ARMCD", label: "Planned Arm Code", type: "text", role: "Record Qualifier", core: "Exp", origin: "Protocol", codeList: "ARMCD", method: "Arm drawn at randomisation, with the protocol version that course 1 is dosed by." },
    { name: "ARM", label: "Description of Planned Arm", type: "text", role: "Synonym Qualifier", core: "Perm", origin: "Protocol", codeList: "ARM", method: "Treatment of the arm in the protocol version that course 1 is dosed by." },
    { name: "TVSTRL", label: "Visit Start Rule", type: "text", role: "Rule", core: "Req", origin: "Protocol" },
    { name: "TVENRL", label: "Visit End Rule", type: "text", role: "Rule", core: "Perm", origin: "Protocol" },
  ]),
  dataset("TS", "Trial Summary", "TRIAL DESIGN", "One record per trial summary parameter value", ["STUDYID", "TSPARMCD", "TSSEQ"], [
    ...identifiers,
    { name: "TSSEQ", label: "Sequence Number", type: "integer", role: "Identifier", core: "Req", origin: "Assigned" },
    { name: "TSPARMCD", label: "Trial Summary Parameter Short Name", type: "text", role: "Topic", core: "Req", origin: "Protocol", codeList: "TSPARMCD" },
    { name: "TSPARM", label: "Trial Summary Parameter", type: "text", role: "Synonym Qualifier", core: "Req", origin: "Protocol", codeList: "TSPARM" },
    { name: "TSVAL", label: "Parameter Value", type: "text", role: "Result Qualifier", core: "Exp", origin: "Protocol" },
    { name: "TSVALNF", label: "Parameter Value Null Flavor", type: "text", role: "Result Qualifier", core: "Perm", origin: "Protocol", codeList: "NULLFLAVOR" },
    { name: "TSVALCD", label: "Parameter Value Code", type: "text", role: "Result Qualifier", core: "Exp", origin: "Protocol" },
    { name: "TSVCDREF", label: "Name of the Reference Terminology", type: "text", role: "Result Qualifier", core: "Exp", origin: "Protocol" },
    { name: "TSVCDVER", label: "Version of the Reference Terminology", type: "text", role: "Result Qualifier", core: "Exp", origin: "Protocol" },
  ]),
];

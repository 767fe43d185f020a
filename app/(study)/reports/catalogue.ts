import { adverseEvents } from "./kinds/adverse-events";
import { dataQuality } from "./kinds/data-quality";
import { deviations } from "./kinds/deviations";
import { enrolment } from "./kinds/enrolment";
import { exposure } from "./kinds/exposure";
import { flow } from "./kinds/flow";
import { formsDue } from "./kinds/forms-due";
import { marrowBlasts } from "./kinds/marrow-blasts";
import { screening } from "./kinds/screening";
import { diseaseFreeSurvival, overallSurvival } from "./kinds/survival";
import { swimmer } from "./kinds/swimmer";
import type { ReportKind } from "./report";

/** Every report, in the order of the list. */
export const REPORTS: readonly ReportKind[] = [enrolment, screening, flow, exposure, deviations, formsDue, dataQuality, adverseEvents, overallSurvival, diseaseFreeSurvival, swimmer, marrowBlasts];
export const REPORT_GROUPS: readonly ReportKind["group"][] = ["Conduct", "Data", "Safety", "Efficacy"];

export const reportById = (id: string): ReportKind | undefined => REPORTS.find((report) => report.id === id);

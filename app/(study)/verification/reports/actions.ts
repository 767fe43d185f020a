"use server";
import { fileVisitReport } from "@/lib/copies/file-visit-report";
import { action } from "@/lib/server/action";

export const fileVisitReportAction = action(fileVisitReport, () => ["/verification/reports"]);

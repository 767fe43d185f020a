import type { Ink } from "@/app/_figures/reports/inks";
import type { Arm } from "@/lib/study/patient-record";
import { version2007 } from "@/lib/study/versions/2007/protocol";

/** Arms are told apart by dash and label before hue. */
export const ARM_LOOK: Readonly<Record<Arm, { readonly ink: Ink; readonly dash: string }>> = { A: { ink: "anc", dash: "" }, B: { ink: "plt", dash: "8 4" }, C: { ink: "mar", dash: "2.5 3" } };

export const sayArm = (arm: Arm): string => version2007.arms[arm].label;
export const sayTreatment = (arm: Arm): string => version2007.arms[arm].treatment;

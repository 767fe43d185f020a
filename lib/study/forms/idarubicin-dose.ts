import { dailyDoseForm } from "@/lib/study/forms/daily-dose-form";

export const idarubicinDose = dailyDoseForm({ id: "idarubicin_dose", drug: "idarubicin", title: "Idarubicin doses", shortTitle: "Ida", checks: "ID", highestMg: 500 });

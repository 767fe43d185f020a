import { dailyDoseForm } from "@/lib/study/forms/daily-dose-form";

export const cytarabineDose = dailyDoseForm({ id: "cytarabine_dose", drug: "cytarabine", title: "Cytarabine doses", shortTitle: "AraC", checks: "AC", highestMg: 20000 });

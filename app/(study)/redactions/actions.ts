"use server";
import { askRedaction } from "@/lib/redactions/ask-redaction";
import { decideRedaction } from "@/lib/redactions/decide-redaction";
import { action } from "@/lib/server/action";

export const askRedactionAction = action(askRedaction, () => ["/redactions"]);
export const decideRedactionAction = action(decideRedaction, () => ["/redactions"]);

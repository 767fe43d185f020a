/** Signed with every verdict on a medication. */
export const VERDICT_STATEMENT = "I have reviewed this medication against the infusion and decide on its exposure as stated.";

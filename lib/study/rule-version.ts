/** Stored with every derived result. It moves with every change of a rule, so that a result tells what it was derived by. */
export const RULE_VERSION = "2.0";

/** The scale's own sentences, for "Other, specify" and for terms whose own sentences are not carried here (CTCAE 5.0, page 1 and each "Other, specify"). */
export const GENERAL_GRADES: Readonly<Record<string, string>> = {
  "1": "Asymptomatic or mild symptoms; clinical or diagnostic observations only; intervention not indicated",
  "2": "Moderate; minimal, local or noninvasive intervention indicated; limiting age-appropriate instrumental ADL",
  "3": "Severe or medically significant but not immediately life-threatening; hospitalization or prolongation of existing hospitalization indicated; limiting self care ADL",
  "4": "Life-threatening consequences; urgent intervention indicated",
  "5": "Death",
};

export const CTCAE_5_GRADES: Readonly<Record<string, readonly string[]>> = {};

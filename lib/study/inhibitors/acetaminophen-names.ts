/** Spellings of the substance's name, and in which languages they are used. Sources: INN, USAN, national pharmacopoeias; see README.md. */
export const GENERIC_NAMES: Readonly<Record<string, readonly string[]>> = {
  "": ["acetaminophen", "paracetamol", "N-acetyl-p-aminophenol", "N-acetyl-para-aminophenol", "para-acetylaminophenol", "p-acetamidophenol", "acetamidophenol", "4-acetamidophenol", "4'-hydroxyacetanilide", "p-hydroxyacetanilide", "hydroxyacetanilide", "acetylaminophenol"],
  "Spanish": ["acetaminofén"],
  "Spanish or Portuguese": ["acetaminofeno"],
  "Catalan or Basque": ["parazetamola"],
  "French": ["acétaminophène"],
  "Italian": ["paracetamolo", "acetaminofene"],
  "Latin": ["paracetamolum", "acetaminophenum"],
  "Turkish, Malay or Indonesian": ["parasetamol", "asetaminofen"],
  "Finnish or Estonian": ["parasetamoli", "paratsetamool"],
  "Latvian or Lithuanian": ["paracetamols", "paracetamolis"],
  "Irish": ["paraicéiteamól"],
  "Russian or Ukrainian": ["парацетамол", "ацетаминофен", "ацетамінофен"],
  "Greek": ["παρακεταμόλη", "ακεταμινοφαίνη"],
  "Chinese": ["对乙酰氨基酚", "對乙醯氨基酚", "扑热息痛", "撲熱息痛", "乙醯胺酚", "乙酰氨基酚"],
  "Japanese": ["アセトアミノフェン", "パラセタモール"],
  "Korean": ["아세트아미노펜", "파라세타몰"],
  "Arabic": ["باراسيتامول", "براسيتامول", "أسيتامينوفين", "اسيتامينوفين"],
  "Persian": ["استامینوفن"],
  "Urdu": ["پیراسیٹامول"],
  "Hindi": ["पेरासिटामोल", "पैरासिटामोल", "पैरासिटामॉल"],
  "Bengali": ["প্যারাসিটামল"],
  "Tamil": ["பாராசிட்டமால்"],
  "Thai": ["พาราเซตามอล", "อะเซตามิโนเฟน"],
  "Hebrew": ["פרצטמול", "אצטמינופן"],
};

/** Substances that the body turns into acetaminophen. */
export const PRODRUGS: readonly string[] = ["propacetamol", "benorilate", "benorylate"];

/** Withdrawn long ago and turned into acetaminophen only in part: a person decides. */
export const PARTLY_CONVERTED: readonly string[] = ["phenacetin", "fenacetina", "phénacétine"];

/** British approved names of compounds, and the American order abbreviations, that hold acetaminophen without naming it. */
export const COMPOUND_NAMES: readonly string[] = ["co-codamol", "co-dydramol", "co-proxamol", "dydramol", "codamol", "coproxamol", "co-codaprin paracetamol"];

/** Abbreviations understood wherever they stand as a word of their own. */
export const ABBREVIATIONS: readonly string[] = [
  "APAP", "N-APAP", "acet", "acetam", "acetami", "acetamin", "acetamino", "acetaminop", "acetaminoph", "acetaminophe", "acetaminophn", "HC/APAP", "paracet", "paraceta", "paracetam", "paracetamo",
];

/** Abbreviations understood only when nothing but a dose or a form stands beside them: as parts of other names they mean something else. */
export const LONE_ABBREVIATIONS: readonly string[] = ["PCM", "PARA", "T1", "T2", "T3", "T4", "T#3", "Tyl 3", "Tyl 4", "Tyl #3", "BAC", "HC/APAP", "AAP", "Tyl", "Tylenol 3", "Tylenol 4"];

import type { CitedNames } from "@/lib/study/inhibitors/brand-group";

/** Spellings of the substance's name, and in which languages they are used. */
export const GENERIC_NAMES: readonly (CitedNames & { readonly language: string })[] = [
  { language: "", source: "inn", names: "acetaminophen · paracetamol · N-acetyl-p-aminophenol · N-acetyl-para-aminophenol · para-acetylaminophenol · p-acetamidophenol · acetamidophenol · 4-acetamidophenol · 4'-hydroxyacetanilide · p-hydroxyacetanilide · hydroxyacetanilide · acetylaminophenol" },
  { language: "Spanish", source: "dictionary", names: "acetaminofén" },
  { language: "Spanish or Portuguese", source: "dictionary", names: "acetaminofeno" },
  { language: "Catalan or Basque", source: "curated", names: "parazetamola" },
  { language: "French", source: "dictionary", names: "acétaminophène" },
  { language: "Italian", source: "dictionary", names: "paracetamolo · acetaminofene" },
  { language: "Latin", source: "inn", names: "paracetamolum · acetaminophenum" },
  { language: "Turkish, Malay or Indonesian", source: "dictionary", names: "parasetamol · asetaminofen" },
  { language: "Finnish or Estonian", source: "curated", names: "parasetamoli · paratsetamool" },
  { language: "Latvian or Lithuanian", source: "curated", names: "paracetamols · paracetamolis" },
  { language: "Irish", source: "curated", names: "paraicéiteamól" },
  { language: "Russian, Ukrainian or Bulgarian", source: "dictionary", names: "парацетамол · ацетаминофен · ацетамінофен" },
  { language: "Greek", source: "dictionary", names: "παρακεταμόλη · ακεταμινοφαίνη · ακεταμινοφένη" },
  { language: "Georgian", source: "curated", names: "პარაცეტამოლი" },
  { language: "Armenian", source: "curated", names: "պարացետամոլ" },
  { language: "Chinese", source: "dictionary", names: "对乙酰氨基酚 · 對乙醯氨基酚 · 扑热息痛 · 撲熱息痛 · 乙醯胺酚 · 乙酰氨基酚 · 醋氨酚" },
  { language: "Japanese", source: "dictionary", names: "アセトアミノフェン · パラセタモール" },
  { language: "Korean", source: "dictionary", names: "아세트아미노펜 · 파라세타몰" },
  { language: "Arabic", source: "dictionary", names: "باراسيتامول · براسيتامول · باراستامول · أسيتامينوفين · اسيتامينوفين" },
  { language: "Persian", source: "dictionary", names: "استامینوفن · پاراستامول" },
  { language: "Urdu", source: "curated", names: "پیراسیٹامول" },
  { language: "Hindi, Marathi or Nepali", source: "dictionary", names: "पेरासिटामोल · पैरासिटामोल · पैरासिटामॉल · पारासिटामोल" },
  { language: "Bengali", source: "curated", names: "প্যারাসিটামল" },
  { language: "Gujarati", source: "curated", names: "પેરાસીટામોલ" },
  { language: "Tamil", source: "curated", names: "பாராசிட்டமால் · பாராசிட்டமோல்" },
  { language: "Telugu", source: "curated", names: "పారాసిటమాల్" },
  { language: "Malayalam", source: "curated", names: "പാരസെറ്റമോൾ" },
  { language: "Thai", source: "dictionary", names: "พาราเซตามอล · อะเซตามิโนเฟน" },
  { language: "Lao", source: "curated", names: "ພາຣາເຊຕາມອນ" },
  { language: "Khmer", source: "curated", names: "ប៉ារ៉ាសេតាម៉ុល" },
  { language: "Amharic", source: "curated", names: "ፓራሲታሞል" },
  { language: "Hebrew", source: "curated", names: "פרצטמול · פראצטמול · אצטמינופן" },
];

/** Substances that the body turns into acetaminophen. */
export const PRODRUGS: CitedNames = { source: "inn", names: "propacetamol · benorilate · benorylate" };

/** Withdrawn long ago and turned into acetaminophen only in part: a person decides. */
export const PARTLY_CONVERTED: CitedNames = { source: "inn", names: "phenacetin · fenacetina · phénacétine" };

/** British approved names of compounds, and the American order abbreviations, that hold acetaminophen without naming it. */
export const COMPOUND_NAMES: CitedNames = { source: "dictionary", names: "co-codamol · co-dydramol · co-proxamol · dydramol · codamol · coproxamol · co-codaprin paracetamol" };

/** Abbreviations understood wherever they stand as a word of their own. */
export const ABBREVIATIONS: CitedNames = {
  source: "reports",
  names: "APAP · N-APAP · acet · acetam · acetami · acetamin · acetamino · acetaminop · acetaminoph · acetaminophe · acetaminophn · acetaminof · HC/APAP · paracet · paraceta · paracetam · paracetamo · parasetam",
};

/** Abbreviations understood only when nothing but a dose or a form stands beside them: as parts of other names they mean something else. */
export const LONE_ABBREVIATIONS: CitedNames = { source: "dictionary", names: "PCM · PARA · T1 · T2 · T3 · T4 · T#3 · Tyl 3 · Tyl 4 · Tyl #3 · BAC · HC/APAP · AAP · Tyl · Tylenol 3 · Tylenol 4" };

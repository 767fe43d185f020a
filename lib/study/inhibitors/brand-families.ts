import type { NameSource } from "@/lib/study/inhibitors/brand-group";

/**
 * One family of products sold with and without acetaminophen. `with` and `without` are words or phrases that settle it when one of
 * them stands in the name (`without` first); `bare` is the answer for the family's name alone, `otherwise` for an unlisted variant.
 */
export interface BrandFamily {
  readonly name: string;
  readonly source: NameSource;
  readonly with: readonly string[];
  readonly without: readonly string[];
  readonly bare: FamilyAnswer;
  readonly otherwise: FamilyAnswer;
}

export type FamilyAnswer = "inhibitor" | "possible" | "other";

const family = (name: string, bare: FamilyAnswer, otherwise: FamilyAnswer, holds: string, lacks: string): BrandFamily => ({
  name, bare, otherwise, source: "register", with: holds.split(", ").filter(Boolean), without: lacks.split(", ").filter(Boolean),
});

/** Read from the ingredients that the public registers list for each variant (README.md, "Families"). */
export const BRAND_FAMILIES: readonly BrandFamily[] = [
  family("dayquil", "possible", "inhibitor", "", "kids, children, childrens, cough dm, cough and congestion, cough congestion, mucus control"),
  family("nyquil", "possible", "inhibitor", "", "kids, children, childrens, cough dm, cough and congestion, cough congestion"),
  family("midol", "possible", "possible", "complete, pms, menstrual, teen, extra strength, maximum strength, long lasting, caffeine free, bloat", "ib, ibuprofen, liquid gels, naproxen, extended relief, cramp, heat"),
  family("drixoral", "possible", "other", "plus, flu, cold and flu, sinus", "nasal, no drip"),
  family("sinutab", "inhibitor", "inhibitor", "", "nasal, spray, non drying"),
  family("theraflu", "inhibitor", "inhibitor", "", "thin strips, nasal, chest congestion"),
  family("excedrin", "inhibitor", "inhibitor", "", "ib, ibuprofen"),
  family("neocitran", "inhibitor", "inhibitor", "", "thin strips, thin strip, dm, chest congestion, nasal"),
  family("lemsip", "inhibitor", "inhibitor", "", "cough, chesty, dry cough, sore throat, antibacterial, lozenge, lozenges"),
  family("beechams", "inhibitor", "inhibitor", "", "veno, venos, lozenges, balsam"),
  family("codral", "inhibitor", "inhibitor", "", "cough, lozenges, throat, nasal, antibacterial"),
  family("dristan", "possible", "possible", "cold, flu, sinus, capsules, tablets, extra strength, descongestivo", "nasal, mist, spray, long lasting"),
  family("contac", "possible", "possible", "cold, flu, complete, erkaltungs, erkaltungstrunk, sore throat", "lens, allergy, allergie, 12, 24, nasal"),
  family("coricidin", "possible", "possible", "flu, ii, d, cold and flu, maximum strength flu, sore throat, nighttime", "cough and cold, cough cold, chest congestion"),
  family("benylin", "possible", "other", "flu, fever, all in one, cold relief, headache, four flu, day and night, cold and sinus", ""),
  family("buckleys", "possible", "other", "flu, complete, cold and sinus, cold sinus, fever, nighttime", "mixture, dm, chest congestion"),
  family("robitussin", "other", "other", "flu, fever, severe, total, night relief, multi symptom, cold sinus", ""),
  family("mucinex", "other", "other", "fast max, sinus max, fastmax, sinusmax, multi action, multi symptom, flu, fever, headache, nightshift", "dm max, cough and congestion"),
  family("sudafed", "other", "other", "head cold, headache, pressure, flu, pain, severe cold, cold and cough, sinus and pain, triple action", "advance, ibuprofen"),
  family("triaminic", "other", "other", "fever, flu, sore throat, headache", ""),
  family("dimetapp", "other", "other", "flu, fever, headache, multi symptom", ""),
  family("benadryl", "other", "other", "headache, pain, flu, cold", ""),
  family("actifed", "possible", "other", "rhume, grippaux, grippal, grippe, flu, sinus, headache, pain, cold and sinus, cold", "allergie, allergy, rhinite, nasal, expectorant, toux"),
  family("humex", "other", "other", "rhume, grippal, grippaux, paracetamol", "allergie, nasal, toux, gorge, inhaler"),
  family("dolirhume", "inhibitor", "inhibitor", "", "huiles, essentielles, inhalation"),
  family("fervex", "inhibitor", "inhibitor", "", "toux, gorge, allergie"),
  family("trophires", "other", "other", "compose, composé", ""),
  family("actron", "possible", "other", "comprime effervescent, compuesto, plus", "ibuprofen, ibuprofeno, rapida, 600, 400"),
  family("advil", "other", "other", "dual action", ""),
  family("alka seltzer", "other", "other", "plus, xs, cold", "heartburn, gold, gummies, original"),
  family("anadin", "other", "other", "paracetamol, extra", "ultra, ibuprofen"),
  family("anacin", "other", "other", "3, aspirin free, acetaminophen", ""),
  family("bayer select", "inhibitor", "inhibitor", "", "ibuprofen, night time pain aspirin"),
  family("bufferin", "other", "other", "premium", ""),
  family("buscopan", "other", "other", "plus, venus", ""),
  family("buscapina", "other", "possible", "plus, compositum n", ""),
  family("parafon forte", "possible", "possible", "", "dsc"),
  family("syndol", "possible", "inhibitor", "", "tramadol"),
  family("vanquish", "possible", "other", "caplet, caplets, analgesic", ""),
  family("liquiprin", "possible", "inhibitor", "", ""),
  family("procold", "possible", "possible", "", "echinacea"),
  family("causalon", "inhibitor", "inhibitor", "", "ibu"),
  family("desenfriol", "possible", "possible", "d, descongestivo, ito, compuesto", ""),
  family("dolex", "possible", "inhibitor", "forte, avanzado, ninos, gripa, 500", ""),
  family("di neumobron", "possible", "inhibitor", "", "tos"),
  family("bagohepat", "possible", "other", "antiespasmodico", ""),
  family("neuralgin", "possible", "inhibitor", "", ""),
  family("aceta", "possible", "possible", "elixir, codeine, oxycodone, hydrocodone, tramadol, butalbital, caffeine", ""),
  family("sumo", "possible", "other", "", ""),
  family("next", "possible", "other", "", ""),
  family("fast", "possible", "other", "", ""),
  family("renova", "possible", "possible", "suspension, xr, suppository, plus, paediatric, pediatric", "cream, 0, topical, tretinoin"),
  family("dioxadol", "possible", "possible", "", ""),
  family("trixotim", "possible", "possible", "tramadol", "ceftriaxone, injection"),
  family("hydrocodone", "possible", "other", "", ""),
  family("hydrocodone bitartrate", "possible", "other", "", ""),
  family("co hydrocodone", "possible", "other", "", ""),
  family("arthritis pain relief", "possible", "possible", "acetaminophen, 650, caplets, 8 hour", "cream, gel, rub, roll, patch, topical, capsaicin"),
  family("sine aid", "inhibitor", "inhibitor", "", "ib, ibuprofen"),
  family("antigrippine", "inhibitor", "inhibitor", "", "aspirine, aspirin"),
  family("novalgin", "other", "other", "paracetamol, propyphenazone", ""),
  family("vicks", "other", "other", "formula 44 m, 44 m, action 500, medinait, symptomed, flu, pyrena, vitapyrena", ""),
  family("wick", "other", "other", "daymed, medinait, erkaltung", "vaporub"),
  family("tavist", "other", "other", "sinus, headache, flu, allergy sinus headache", ""),
  family("pamprin", "inhibitor", "inhibitor", "", "ibuprofen, ib, naproxen, max pain"),
  family("comtrex", "inhibitor", "inhibitor", "", "nasal, cough"),
  family("norgesic", "possible", "possible", "", "forte aspirin, aspirin, acetylsalicylic"),
  family("robaxacet", "inhibitor", "inhibitor", "", "ibuprofen, aspirin"),
  family("darvocet", "inhibitor", "inhibitor", "", ""),
  family("darvon", "other", "other", "n with apap", ""),
];

/** Whole names that look like an inhibitor and are not, and what they hold instead: read as a known other product. */
export const LOOK_ALIKES: { readonly source: NameSource; readonly holds: Readonly<Record<string, string>> } = { source: "dictionary", holds: {
  percodan: "oxycodone + aspirin", endodan: "oxycodone + aspirin", seglentis: "celecoxib + tramadol", hexarhume: "biclotymol + phenylephrine + chlorphenamine",
  vicoprofen: "hydrocodone + ibuprofen", reprexain: "hydrocodone + ibuprofen", ibudone: "hydrocodone + ibuprofen", combunox: "oxycodone + ibuprofen",
  ultram: "tramadol", fiorinal: "butalbital + aspirin + caffeine", robaxisal: "methocarbamol + aspirin", somacompound: "carisoprodol + aspirin",
  synalgos: "dihydrocodeine + aspirin + caffeine", bcpowder: "aspirin + caffeine", acetophen: "aspirin", anador: "metamizole", novalgina: "metamizole",
  neosaldina: "metamizole", dorflex: "metamizole + orphenadrine", parkemed: "mefenamic acid", paracodin: "dihydrocodeine", paracodina: "dihydrocodeine",
  piracetam: "piracetam", paraplatin: "carboplatin", paraldehyde: "paraldehyde", paraffin: "paraffin", paraplus: "head-lice spray",
  acetazolamide: "acetazolamide", tylan: "tylosin", norcuron: "vecuronium", norcolut: "norethisterone", aceinhibitor: "ACE inhibitor", autocpap: "breathing device",
  apapdevice: "breathing device", apapmachine: "breathing device", apapmask: "breathing device", apaptherapy: "breathing device", aceon: "perindopril",
  atra: "tretinoin", nortriptylene: "nortriptyline", pentylenetetrazole: "pentetrazol",
} };

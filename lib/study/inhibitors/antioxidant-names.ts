import type { CitedNames } from "@/lib/study/inhibitors/brand-group";
import type { SubstanceId } from "@/lib/study/inhibitors/substances";

/** Names of antioxidants. The brands at the end of a list come from the registers named in README.md. */
export const ANTIOXIDANT_NAMES: Readonly<Partial<Record<SubstanceId, CitedNames>>> = {
  vitamin_c: { source: "dictionary", names: `vitamin C · vit C · vitamine C · vitamina C · vitaminum C · witamina C · витамин С · ビタミンC · 维生素C · 維生素C · 비타민C · ascorbic acid · acid ascorbic ·
    acide ascorbique · ascorbique · acido ascorbico · ascorbinsäure · ascorbinezuur · askorbinsyra · аскорбиновая кислота · ascorbate · ascorbato · ascorbic ·
    ascorbyl palmitate · ascorbyl · acerola · rose hips · rosehip · Ester-C · Redoxon · Cebion · Cetebe · Cecon · Celin · Limcee · Emergen-C · Laroscorbine · Vitascorbol · Ascor · Mega-C-Acid · Celaskon · Fastenyl · Timoferol · Tonicalcium · Guronsan · Fe C Tab · Feriva` },
  vitamin_e: { source: "dictionary", names: `vitamin E · vit E · vitamine E · vitamina E · витамин Е · 维生素E · ビタミンE · tocopherol · alpha-tocopherol · tocopheryl · tocopheryl acetate · tocoferol ·
    tocopherolum · tocopherols · tocotrienol · tocotrienols · tocofersolan · Ephynal · Aquasol E · Evion · Tocopa · Tocolion · Vedrop · Difrarel E · Tocopherolacetat` },
  beta_carotene: { source: "dictionary", names: "beta-carotene · betacarotene · beta caroteno · betacaroten · bêtacarotène · provitamin A · mixed carotenoids · Betacarotin · b-carotene" },
  vitamin_a: { source: "dictionary", names: "vitamin A · vit A · vitamine A · vitamina A · витамин А · 维生素A · retinol · retinyl palmitate · retinyl acetate · retinyl · Aquasol A · Arovit · Afaxin · Del-Vi-A" },
  selenium: { source: "dictionary", names: "selenium · sélénium · selenio · selênio · selen · селен · selenomethionine · sodium selenite · selenite · selenious acid · selenious · selenate · selenized yeast · Selenase · Betaselen · Multitrace-5 · Multrys · Tralement · Multimin · Tracutil · Tracitrans · Decan · Nonan · oligo-elements" },
  nac: { source: "dictionary", names: `N-acetylcysteine · acetylcysteine · N-acetyl cysteine · acetyl cysteine · acetylcystein · acetylcysteinum · acétylcystéine · acetilcisteína · acetilcisteina · ацетилцистеин · アセチルシステイン · 乙酰半胱氨酸 ·
    Mucomyst · Mucomystendo · Acetadote · Fluimucil · Fluimukan · Parvolex · Exomuc · Solmucol · Lysomucil · Cetylev · Legubeti · ACC Long · ACC 200 · ACC 600 · Mucofluid · NAC` },
  alpha_lipoic: { source: "dictionary", names: "ALA · alpha-lipoic acid · α-lipoic acid · alpha lipoic · R-lipoic acid · lipoic acid · thioctic acid · acide thioctique · acido tioctico · acido alfa lipoico · alpha-liponsäure · liponsäure · Thioctacid · lipoate · Tiogamma · Thiogamma · Thiotacid · Berlithion" },
  glutathione: { source: "dictionary", names: "glutathione · L-glutathione · glutathion · glutatión · glutationa · GSH · Tationil · Tad 600" },
  coq10: { source: "dictionary", names: "coenzyme Q10 · CoQ10 · Co Q10 · coenzima Q10 · koenzym Q10 · ubiquinone · ubiquinol · ubidecarenone · Q10" },
  melatonin: { source: "dictionary", names: "melatonin · mélatonine · melatonina · мелатонин · Circadin · Slenyto" },
  curcumin: { source: "dictionary", names: "curcumin · curcumine · curcumina · curcuminoids · turmeric · turmeric extract · curcuma · Meriva · Theracurmin" },
  green_tea: { source: "dictionary", names: "green tea extract · green tea · EGCG · epigallocatechin · Camellia sinensis extract · polyphenon E · thé vert" },
  resveratrol: { source: "dictionary", names: "resveratrol · Polygonum cuspidatum extract · grape seed extract · pycnogenol · OPC grape seed" },
  carotenoids: { source: "dictionary", names: "lutein · zeaxanthin · lycopene · astaxanthin · PreserVision · AREDS · AREDS2 · Ocuvite · ICaps · Macuvex · Ocuvel" },
  multivitamin: { source: "dictionary", names: `multivitamin · multivitamins · multi vitamin · multi-vitamins · multivitamine · multivitaminas · multivitamínico · polyvitamin · Centrum · One A Day · MVI · M.V.I. · MVI-12 · Infuvite · Berocca · Supradyn · Cernevit · Nephrocaps · prenatal vitamin · prenatal vitamins · B-C complex · prenatal · PNV · multi vit · tri-vit · tri-vitamin · poly-vi-sol ·
    Bacmin · Centratex · Concept OB · C-Nate · Dialyvite · Elevit · Escavite · Ferralet · Folcaps Care One · Folcaps Omega-3 · Hematogen · Inatal · Integra F · Integra Plus · M.V.C. · MVC · Multi-12 · MaxFe · Natachew · Nata Komplete · Natalvirt ·
    Natelle · Nephplex · Nephron FA · Nexa Plus · Nexa Select · Nutri-Tab OB · Prefera OB · Prefol-DHA · Pregvit · Prenaissance · Prenatabs · Prenate Restore · Prenate Enhance · Prenate Star · Prenexa · PureFe · Quflora · Relnate · Se-Natal · Strovite ·
    Tandem OB · Tandem Plus · Tozal · Tricare Prenatal · Trinatal · UltimateCare · Virt-PN · Virt-Vite Plus · Vitafol · Vitalipide · Vitaped · Viva CT · V-Natal · Zatean` },
  pharmacological: { source: "dictionary", names: `amifostine · Ethyol · mesna · Mesnex · Uromitexan · dexrazoxane · Zinecard · Cardioxane · Totect · Savene · Cyrdanax · edaravone · Radicava · silymarin · silibinin · silybin · Legalon · milk thistle · idebenone · tiopronin ·
    carbocisteine · carbocysteine · carbocistéine · carbocisteina · Bronchokod · Broncathiol · Exotoux · erdosteine · Sovrima · Rhinathiol expectorant` },
};

/** Ascorbate for bowel preparation: about 10 g per litre, however little the name says of vitamin C. */
export const BOWEL_PREPARATIONS: CitedNames = { source: "fda", names: "MoviPrep · Plenvu · Clensia · Neomoviprep" };

/** Names that hold one of the words above and are not that substance. */
export const NOT_ANTIOXIDANTS: CitedNames = {
  source: "dictionary",
  names: `selenium sulfide · selenium sulphide · selenium disulfide · sulfure de selenium · Selsun · tretinoin · retinoic acid · all-trans retinoic acid · isotretinoin · acetylcholine · vitamin A acid · vitamine A acide · Selenicereus`,
};

/** Substances whose intravenous use counts at any dose (README.md, "High dose"). */
export const ANY_INTRAVENOUS: ReadonlySet<SubstanceId> = new Set(["vitamin_c", "nac", "glutathione"]);

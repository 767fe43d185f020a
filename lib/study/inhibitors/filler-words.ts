/** Words that carry no substance: doses, forms, routes, strengths, flavours, makers and joining words, in the languages of the registers. */
export const FILLER_WORDS = new Set(
 `mg t tbl tabl g gr gm kg mcg ug µg μg ml l cc iu ui ie u unit units unidades meq mmol mol percent pour cent pct ppm df ns nos unk unknown unspecified
 tab tabs tablet tablets tablette tabletten tableta tabletas comprimido comprimidos comprime comprimes compressa compresse cp cpr cps com comp drg dragee dragees caplet caplets capl
 cap caps capsule capsules capsula capsulas kapsel kapseln gelule gelules pill pills softgel softgels soft gel gels liqui liquigel liquigels geltab geltabs gelcap gelcaps liquicaps liquicap
 sol soln solution solucion solucao soluzione losung infusionslosung infusionsloesung infusion infusions perfusion injection injectable inj injektion iniettabile injetavel vial vials ampoule ampoules amp ampolla
 susp suspension suspensao oral po per os pr sl buvable orale mouth iv im sc intravenous intravenosa intraveineuse drip intramuscular subcutaneous rectal transplacental tube og ng
 supp suppository suppositories suppositoire suppositoires zapfchen supositorio suppo drops drop gtt gotas gouttes tropfen gocce syrup sirup sirop jarabe xarope sciroppo elixir liquid liquide
 powder poudre polvo po pulver granules granulat granulado granules sachet sachets sobre sobres sobres beutel bustine effervescent effervescente effervescents efervescente eff brause dispersible orodispersible
 soluble solb chewable chewables chew melts meltaways film coated enrobe pellicule secable coating filmtabletten filmtabletta retard forte fte plus extra strength str es xstrength xs max maximum regular reg super ultra
 er sr xr cr xl la lp la release extended prolonged sustained modified mr             
 adult adults adulte adultes adulto child children childrens childs kids kinder enfant enfants nourrisson nourrissons infant infants infantil infantile bambini ninos pediatric paediatric pediatrico pediatrique paed junior jr baby bebe
 daily day days night nightly twice times once every hour hours hr hrs h q qd bid tid qid prn po hs as needed needed jour nuit dia noche prn am pm mane nocte od bd tds qds sos stat
 and with w without or et y e und mit con com avec a the of for in to de du des la le les el los las der die das und oder if per di da do dos um un une ein eine no nr n num number
 generic brand name otc rx drug medicine medication tablet product sans sucre sugar free alcohol dye gluten flavour flavor flavored flavoured strawberry cherry grape orange lemon citron fraise mint menthe honey
 usp bp ep ph eur nf fp anda nda ratiopharm ratio stada sandoz hexal teva mylan actavis apotex apo novo pms jamp pdp nra aurobindo auro accord zentiva biogaran arrow eg labo lab cristers zydus ranbaxy almus isomed
 winthrop sanofi bayer pfizer gsk kern normon cinfa mundogen mundipharma wockhardt aliud al heumann hexal abz basics medochemie krka pharma pharmaceutical pharmaceuticals laboratoires laboratorios lannett mallinckrodt
 watson qualitest amneal lupin cipla sun dr reddys rugby major perrigo equate kirkland cvs walgreens conseil sante generiques generico genericos genfar mk la sante ag ahcl macopharma gerda alter evolugen jr
 pack box bottle bouteille flacon stuck st stk units dose doses dosis unidose unitdose single ready bolus continuous tablet regimen home own old new assumed about approx`
    .split(/\s+/),
);

/** Words of indication and degree: they carry no substance either, but a name made of them is a product, not a dose. */
export const DESCRIPTIVE_WORDS = new Set(
  `relief reliever pain fever arthritis arthritic ache aches fast quick action rapid strong mild cold colds flu grippe gripe gripal grippal grippaux sinus cough coughs congestion allergy headache migraine tension
  nighttime daytime nightime night day multi symptom symptoms severe total complete formula hot lemon muscle back body neck joint menstrual period cramps all in one mucus phlegm sore throat throat head chest nasal
  combo kit convenience warming sensation cool apple cinnamon berry vanilla burst fresh free non drowsy sleep aid help for of control medication remedy stuffy runny nose sneezing runny dissolve liquid hour pressure`
    .split(/\s+/),
);

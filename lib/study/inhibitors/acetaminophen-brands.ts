import type { BrandGroup } from "@/lib/study/inhibitors/brand-group";

/** Product names that mean acetaminophen, by where they are or were sold and where the name was read. Families that also sell products without it: brand-families.ts. */
export const ACETAMINOPHEN_BRANDS: readonly BrandGroup[] = [
  {
    region: "United States", source: "register",
    names: `Tylenol · Panadol · Mapap · FeverAll · Ofirmev · Tempra · Acephen · Q-Pap · Aceta · Actamin · Genapap · Liquiprin · Datril · Anacin-3 · Neopap ·
      Tapanol · Valorin · Panex · Silapap`,
  },
  {
    region: "United States", source: "memory",
    names: `Pharbetol · Nortemp · Little Fevers · Aspirin Free Anacin · Infantaire · Cetafen · Non-Aspirin`,
  },
  {
    region: "United States, combinations without prescription", source: "register",
    names: `Excedrin · Vanquish · Midol Complete · DayQuil · NyQuil · Theraflu · Mucinex Fast-Max · Tylenol PM · Comtrex · Sinutab · Dristan Cold · Drixoral ·
      Advil Dual Action · Combogesic · Bayer Select`,
  },
  {
    region: "United States, combinations without prescription", source: "memory",
    names: `Goody's · Pamprin · Premsyn · Alka-Seltzer Plus · Coricidin HBP · Contac Cold · Robitussin Severe · Mucinex Sinus-Max · Sudafed PE Pressure ·
      Percogesic · Singlet · Norel AD · Legatrin PM · Benadryl Allergy Sinus Headache · Triaminic Fever · Actifed Cold`,
  },
  {
    region: "United States, combinations on prescription", source: "register",
    names: `Percocet · Endocet · Roxicet · Primlev · Xartemis XR · Magnacet · Tylox · Xolox · Vicodin · Norco · Lortab · Lorcet · Xodol · Hycet · Anexsia ·
      Co-Gesic · Maxidone · Zydone · Stagesic · Zolvit · Tylenol with codeine · Capital and codeine · Fioricet · Esgic · Phrenilin · Bupap · Allzital ·
      Tencon · Zebutal · Orbivan · Sedapap · Medigesic · Ultracet · Talacen · Darvocet · Wygesic · Trezix · Nodolor · Apadaz · Bancap HC`,
  },
  {
    region: "United States, combinations on prescription", source: "memory",
    names: `Nalocet · Prolate · Verdrocet · Zamicet · Vtol LQ · Marten-Tab · Repan · Balacet · Panlor · Dvorah · Midrin · Epidrin · Hydrocet · Ceta-Plus · Dolacet`,
  },
  {
    region: "Canada", source: "register",
    names: `Atasol · Abenol · Exdol · Robaxacet · Lenoltec · Tramacet · Oxycocet · Rivacocet · Neocitran · Benylin · Buckley's · Midol`,
  },
  {
    region: "Canada", source: "memory",
    names: `Tylenol No. 1`,
  },
  {
    region: "United Kingdom, Ireland", source: "register",
    names: `Calpol · Hedex · Anadin Paracetamol · Disprol · Perfalgan · Alvedon · Solpadol · Solpadeine · Kapake · Zapain · Tylex · Migraleve · Paramol ·
      Remedeine · Beechams · Syndol · Veganin · Paramax · Panadol Extra · co-codamol · co-dydramol · co-proxamol · Fortagesic`,
  },
  {
    region: "United Kingdom, Ireland", source: "memory",
    names: `Anadin Extra · Medinol · Mandanol · Codipar · Paracodol · Distalgesic · Cosalgesic · Lemsip · Day Nurse · Night Nurse · Benylin Cold · Propain ·
      Feminax · Midrid · Nuromol · Panadol Night · Panadol ActiFast · Alka-Seltzer XS · Domperamol · Maxilief · Uniflu · Sudafed Congestion & Headache`,
  },
  {
    region: "France", source: "register",
    names: `Doliprane · Dafalgan · Efferalgan · Claradol · Dolko · Geluprane · Paralyoc · Codoliprane · Dafalgan Codeine · Efferalgan Codeine · Klipal · Algisedal
      · Lindilane · Ixprim · Zaldiar · Lamaline · Izalgi · Actifed Rhume · Actifed Etats grippaux · Dolirhume · Fervex · Humex Rhume · HumexLib · Rhumagrip
      · Prontalgine · Cefaline · Algodol · Novacetol · Migralgine · Gaosedal · Theinol`,
  },
  {
    region: "France", source: "memory",
    names: `Expandox · Propofan · Di-Antalvic · Salipran · Pro-Dafalgan · Supadol · Diadupsan · Dolstic · Dolotec · Malgis · Aferadol · Akindol`,
  },
  {
    region: "Germany, Austria, Switzerland", source: "register",
    names: `Talvosilen · Thomapyrin · Enelfa · Acetalgin · Dolprone`,
  },
  {
    region: "Germany, Austria, Switzerland", source: "memory",
    names: `ben-u-ron · Gelonida · Titretta · Neuralgin · Grippostad C · WICK DayMed · MediNait · Doregrippin · Octadon · Vivimed · Azur · Contac Erkältungs-Trunk
      · Mexalen · Treupel · Pretuval · Nedolon P`,
  },
  {
    region: "Spain, Portugal, Italy, Greece", source: "register",
    names: `Gelocatil · Dolocatil · Bisolgrip · Desenfriol · Zerinolflu · Lonarid`,
  },
  {
    region: "Spain, Portugal, Italy, Greece", source: "memory",
    names: `Apiretal · Termalgin · Antidol · Frenadol · Couldina · Ilvico · Pharmagrip · Cod-Efferalgan · Algidol · Pontalsic · Xumadol · Febrectal · Dolostop ·
      Melabon · Panasorbe · Antigrippine · Cegripe · Griponal · Tachipirina · Acetamol · Zerinol · Tachifludec · Tachidol · Co-Efferalgan · Actigrip ·
      Buscopan Compositum · Saridon · Neo-Cibalgina · Depon · Apotel`,
  },
  {
    region: "Nordic countries, Benelux, eastern Europe, Turkey", source: "register",
    names: `Pinex · Paracet · Reliv · Citodon · Panocod · Paralgin forte · Finimal · Apap · Paralen · Korylan · Vermidon`,
  },
  {
    region: "Nordic countries, Benelux, eastern Europe, Turkey", source: "memory",
    names: `Panodil · Pamol · Sinaspril · Perdolan · Witte Kruis · Hot Coldrex · Coldrex · Gripex · Febrisan · Ataralgin · Rubophen · Antigrippin · Rinza ·
      Citramon · Pentalgin · Maxicold · Caffetin · Lekadol · Lupocet · Plicet · Parol · Minoset · Tylol · A-ferin · Gripin · Geralgine`,
  },
  {
    region: "India, Pakistan, Bangladesh", source: "register",
    names: `Napa · Ace · Ace Plus · Renova · Reset · Xcel · Tamen · Fast · Pyralgin · Pyrenol · Feva · Longpara · Parapyrol`,
  },
  {
    region: "India, Pakistan, Bangladesh", source: "memory",
    names: `Crocin · Dolo 650 · Metacin · Pacimol · Fepanil · P-650 · Pyrigesic · Sumo · Combiflam · Ibugesic Plus · Flexon · Zerodol-P · Sinarest · Cheston Cold
      · D-Cold Total · Vicks Action 500 · Wikoryl · Febrex Plus · Dolopar · Nuberol · Febrol · Tamepyrin`,
  },
  {
    region: "East and South-East Asia", source: "register",
    names: `Cocarl · Anhiba · Alpiny`,
  },
  {
    region: "East and South-East Asia", source: "memory",
    names: `Calonal · Pyretinol · PL granule · Pelex · SG granule · Tramcet · Toaraset · Saridon A · Norshin · Bufferin Premium · Biogesic · Neozep · Bioflu ·
      Decolgen · Tuseran · Alaxan · Symdex-D · Sanmol · Bodrex · Paramex · Mixagrip · Procold · Poldan Mig · Oskadon · Sumagesic · Termorex · Inza ·
      Ultraflu · Uphamol · Poro · Anarex · Febs · Sara · Tiffy · Hapacol · Tatanol · Panado · Geworin · Penzal · Vitamin C Yinqiao · Bailiening · Baijiahei
      · Gankang · Kuaike`,
  },
  {
    region: "Australia, New Zealand", source: "register",
    names: `Dymadon · Febridol · Panadeine · Panadeine Forte · Mersyndol · Paralgin`,
  },
  {
    region: "Australia, New Zealand", source: "memory",
    names: `Panamax · Herron · Codral · Maxigesic · Di-Gesic · Capadex · Paradex · Osteomol 665 · Codalgin · Prodeine · Comfarol`,
  },
  {
    region: "Middle East, Africa", source: "register",
    names: `Acamol · Cetal · Stilpane`,
  },
  {
    region: "Middle East, Africa", source: "memory",
    names: `Dexamol · Rokacet · Novimol · Adol · Fevadol · Revanin · Abimol · Novaldol · Congestal · Flurest · Adco-dol · Myprodol · Betapyn · Grand-Pa · Emzor
      Paracetamol · Lentogesic · Tenston · Painamol`,
  },
  {
    region: "Latin America", source: "register",
    names: `Next · Tabcin · Torsilax · Tafirol · Termofren · Vick Vitapyrena · Qura Plus · Refrianex · Dioxadol · Di-Neumobron · Bagohepat · Blokium Gesic`,
  },
  {
    region: "Latin America", source: "memory",
    names: `Sedalmerck · Antiflu-Des · XL-3 · Desenfriol-D · Febrax · Syncol · Dorico · Sonridor · Vick Pyrena · Cibalena · Cimegripe · Resfenol · Multigrip ·
      Naldecon · Tandrilax · Trilax · Paco · Paratram · Trimedal · Dorilax · Beserol · Infralax · Causalon · Mejoralito · Dolex · Winadol · Noraver ·
      Sevedol · Kitadol · Zolben · Tapsin · Trioval · Gesidol · Atamel · Tachiforte`,
  },
  {
    region: "United States, prescription and approval listings", source: "fda",
    names: `Alagesic · Allay · Bucet · Capacet · Cocet · Dolgic · Dolene AP-65 · Duradyne DHC · Empracet · Femcet · Injectapap · Norcet · Papa-Deine · Phenaphen ·
      Roxilox · Tavist Allergy Sinus Headache · Triad · Xartemis · Zyfrel · Drixoral Plus · Proval 3 · Esgic-Plus · Orphengesic`,
  },
  {
    region: "Canada, Drug Product Database", source: "hc",
    names: `Acet 120 · Acet 160 · Acet 325 · Acet 650 · Acetazone Forte · Cetaphen · Dilotab · Emtec · Histenol · Midol PMS · Novo-Gesic · Painaid Free ·
      Pediatrix · Teva-Emtec · Triatec-8 · Triatec-30 · Tramaphen · Triaphen · Pediaphen`,
  },
  {
    region: "France, Base de données publique des médicaments", source: "bdpm",
    names: `Actifed Rhume Jour et Nuit · Actron · Algotropyl · Compralgyl · Dafalganhop · Dolflash · Dolipranecaps · Dolipraneliquiz · Dolipraneorodoz ·
      Dolipranetabs · Dolirhumepro · Efferalganmed · Fervexrhume · Sapramol · Trophires Composé · Algicalm · Dolitabs · Efferalgantab · Panadolcodeine ·
      Doliprane Codeine · Coquelusedal Paracetamol`,
  },
  {
    region: "United States, older and smaller products", source: "curated",
    names: `Amaphen · Amidrine · Americet · Anolor · Anoquan · Axocet · Apacet · Aspirin-Free Excedrin · Butapap · Cephadyn · Dapacin · Dologesic · Duocet ·
      Duradrin · Endolor · Halenol · Hy-Phen · Hyco-Pap · Hydrogesic · Isocet · Isocom · Isopap · Iso-Acetazone · Liquicet · Margesic · Midchlor · Migquin ·
      Migratine · Migralam · Narvox · Oxycet · Pacaps · Panacet · Panadol PM · Perloxx · Phenylgesic · Polygesic · Promacet · Propacet · Redutemp ·
      Relagesic · Durabac · Hyflex-DS · Sine-Aid · T-Gesic · Tycolet · Two-Dyne · Ugesic · Unisom with Pain Relief · Vanacet · Vanatol · Vapocet · Vendone ·
      Zerlor`,
  },
  {
    region: "Canada, older and smaller products", source: "curated",
    names: `Robigesic · Rounox · Tantaphen · Sudafed Head Cold`,
  },
  {
    region: "Europe, further names", source: "curated",
    names: `Afebryl · Algocod · Algostase · Co-Becetamol · Co-Dafalgan · Contra-Schmerz P · Croix Blanche · Doloreduct · Doreta · Febricet
      · Gripblocan · Gripostad · Grippostad · Influbene · Kafetin · Lemgrip · Lonarid N · Medipyrin · Mono-Praecimed · Nevralgine · Palgotal · Panacod ·
      Panadon · Panalgorin · Parakofdal · Poltram Combo · Rhinofebral · Tachifene · Tachinotte · Treuphadol · Tylolhot · Valetol · Vicks Medinait · Vicks
      Symptomed`,
  },
  {
    region: "Australia and New Zealand, further names", source: "curated",
    names: `Codapane · Duatrol · Painstop · Parahexal`,
  },
  {
    region: "Asia, further names", source: "curated",
    names: `Acenac-P · Ameflu · Beramol · Coldacmin · Dolokind Plus · Febrex · Fevago · Hifenac-P · Hufagrip · Ibuclin · Neo Rheumacyl · Paracip · Partamol ·
      Pyrinazin · Rexidol · Setopen · Signoflam · Sumo L · Suspen ER · Xepamol · Xykaa · Zerodol SP`,
  },
  {
    region: "Middle East and Africa, further names", source: "curated",
    names: `Acamoli · Empaped · Fevamol · Gen-Payne · Ibupain Forte · Mara Moja · Maxadol · Mybulen · Painblok · Panadrex · Stopayne`,
  },
  {
    region: "Latin America, further names", source: "curated",
    names: `Acetafen · Algitrin · Analphen · Benegrip Multi · Emsgrip · Fluviral`,
  },
  {
    region: "Local script", source: "curated",
    names: `カロナール · タイレノール · アセトアミン · 泰诺 · 泰诺林 · 必理通 · 百服宁 · 普拿疼 · 타이레놀 · 게보린 · 펜잘 · بانادول · بنادول · ไทลินอล · พาราเซตามอล · פרצטמול · אקמול`,
  },
];

/**
 * The terms of the Common Terminology Criteria for Adverse Events, version 5.0 (National Cancer Institute, 27 November 2017;
 * a work of the US government, in the public domain), by system organ class, each with the grades that it has.
 * MedDRA codes belong to MSSO and are left out. One line a term: "Febrile neutropenia 345".
 */
export const CTCAE_5_TERMS: Readonly<Record<string, string>> = {
  "Blood and lymphatic system disorders": `
Anemia 12345
Bone marrow hypocellular 12345
Disseminated intravascular coagulation 2345
Eosinophilia 13
Febrile neutropenia 345
Hemolysis 12345
Hemolytic uremic syndrome 345
Leukocytosis 345
Lymph node pain 123
Methemoglobinemia 2345
Thrombotic thrombocytopenic purpura 345
Blood and lymphatic system disorders - Other, specify 12345`,
  "Cardiac disorders": `
Aortic valve disease 12345
Asystole 145
Atrial fibrillation 12345
Atrial flutter 12345
Atrioventricular block complete 2345
Atrioventricular block first degree 12
Cardiac arrest 45
Chest pain - cardiac 123
Conduction disorder 12345
Cyanosis 2
Heart failure 12345
Left ventricular systolic dysfunction 345
Mitral valve disease 12345
Mobitz (type) II atrioventricular block 12345
Mobitz type I 12345
Myocardial infarction 2345
Myocarditis 2345
Palpitations 12
Paroxysmal atrial tachycardia 12345
Pericardial effusion 2345
Pericardial tamponade 45
Pericarditis 12345
Pulmonary valve disease 12345
Restrictive cardiomyopathy 12345
Right ventricular dysfunction 12345
Sick sinus syndrome 12345
Sinus bradycardia 12345
Sinus tachycardia 123
Supraventricular tachycardia 12345
Tricuspid valve disease 12345
Ventricular arrhythmia 12345
Ventricular fibrillation 45
Ventricular tachycardia 2345
Cardiac disorders - Other, specify 12345`,
  "Congenital, familial and genetic disorders": `
Congenital, familial and genetic disorders - Other, specify 12345`,
  "Ear and labyrinth disorders": `
Ear pain 123
External ear pain 123
Hearing impaired 1234
Middle ear inflammation 12345
Tinnitus 123
Vertigo 123
Vestibular disorder 23
Ear and labyrinth disorders - Other, specify 12345`,
  "Endocrine disorders": `
Adrenal insufficiency 12345
Cushingoid 123
Delayed puberty 23
Growth accelerated 2
Hyperparathyroidism 12
Hyperthyroidism 12345
Hypoparathyroidism 12345
Hypophysitis 12345
Hypopituitarism 12345
Hypothyroidism 12345
Precocious puberty 12
Testosterone deficiency 12
Virilization 12
Endocrine disorders - Other, specify 12345`,
  "Eye disorders": `
Blurred vision 1234
Cataract 1234
Corneal ulcer 34
Dry eye 123
Extraocular muscle paresis 1234
Eye pain 123
Eyelid function disorder 123
Flashing lights 123
Floaters 123
Glaucoma 1234
Keratitis 1234
Night blindness 1234
Optic nerve disorder 1234
Papilledema 1234
Periorbital edema 123
Photophobia 123
Retinal detachment 34
Retinal tear 12
Retinal vascular disorder 23
Retinopathy 1234
Scleral disorder 1234
Uveitis 1234
Vision decreased 234
Vitreous hemorrhage 1234
Watering eyes 1234
Eye disorders - Other, specify 1234`,
  "Gastrointestinal disorders": `
Abdominal distension 123
Abdominal pain 123
Anal fissure 123
Anal fistula 12345
Anal hemorrhage 12345
Anal mucositis 123
Anal necrosis 345
Anal pain 123
Anal stenosis 12345
Anal ulcer 12345
Ascites 12345
Belching 12
Bloating 12
Cecal hemorrhage 12345
Cheilitis 123
Chylous ascites 12345
Colitis 12345
Colonic fistula 12345
Colonic hemorrhage 12345
Colonic obstruction 12345
Colonic perforation 2345
Colonic stenosis 12345
Colonic ulcer 12345
Constipation 12345
Dental caries 123
Diarrhea 12345
Dry mouth 123
Duodenal fistula 12345
Duodenal hemorrhage 12345
Duodenal obstruction 12345
Duodenal perforation 2345
Duodenal stenosis 12345
Duodenal ulcer 12345
Dyspepsia 123
Dysphagia 12345
Enterocolitis 12345
Enterovesical fistula 12345
Esophageal fistula 12345
Esophageal hemorrhage 12345
Esophageal necrosis 345
Esophageal obstruction 12345
Esophageal pain 123
Esophageal perforation 2345
Esophageal stenosis 12345
Esophageal ulcer 12345
Esophageal varices hemorrhage 2345
Esophagitis 12345
Fecal incontinence 123
Flatulence 12
Gastric fistula 12345
Gastric hemorrhage 12345
Gastric necrosis 345
Gastric perforation 2345
Gastric stenosis 12345
Gastric ulcer 12345
Gastritis 12345
Gastroesophageal reflux disease 123
Gastrointestinal fistula 12345
Gastrointestinal pain 123
Gastroparesis 1234
Gingival pain 123
Hemorrhoidal hemorrhage 12345
Hemorrhoids 123
Ileal fistula 12345
Ileal hemorrhage 12345
Ileal obstruction 12345
Ileal perforation 2345
Ileal stenosis 12345
Ileal ulcer 12345
Ileus 12345
Intra-abdominal hemorrhage 2345
Jejunal fistula 12345
Jejunal hemorrhage 12345
Jejunal obstruction 12345
Jejunal perforation 2345
Jejunal stenosis 12345
Jejunal ulcer 12345
Lip pain 123
Lower gastrointestinal hemorrhage 12345
Malabsorption 2345
Mucositis oral 12345
Nausea 123
Obstruction gastric 12345
Oral cavity fistula 12345
Oral dysesthesia 123
Oral hemorrhage 12345
Oral pain 123
Pancreatic duct stenosis 12345
Pancreatic fistula 12345
Pancreatic hemorrhage 12345
Pancreatic necrosis 345
Pancreatitis 2345
Periodontal disease 123
Peritoneal necrosis 345
Proctitis 12345
Rectal fissure 123
Rectal fistula 12345
Rectal hemorrhage 12345
Rectal mucositis 12345
Rectal necrosis 345
Rectal obstruction 12345
Rectal pain 123
Rectal perforation 2345
Rectal stenosis 12345
Rectal ulcer 12345
Retroperitoneal hemorrhage 2345
Salivary duct inflammation 12345
Salivary gland fistula 12345
Small intestinal mucositis 12345
Small intestinal obstruction 12345
Small intestinal perforation 2345
Small intestinal stenosis 12345
Small intestine ulcer 12345
Stomach pain 123
Tooth development disorder 123
Tooth discoloration 1
Toothache 123
Typhlitis 345
Upper gastrointestinal hemorrhage 12345
Visceral arterial ischemia 2345
Vomiting 12345
Gastrointestinal disorders - Other, specify 12345`,
  "General disorders and administration site conditions": `
Chills 123
Death neonatal 4
Death NOS 5
Disease progression 5
Edema face 123
Edema limbs 123
Edema trunk 123
Facial pain 123
Fatigue 123
Fever 12345
Flu like symptoms 123
Gait disturbance 123
Generalized edema 1234
Hypothermia 2345
Infusion site extravasation 12345
Injection site reaction 12345
Localized edema 123
Malaise 123
Multi-organ failure 345
Neck edema 1234
Non-cardiac chest pain 123
Pain 123
Sudden death NOS 5
Vaccination site lymphadenopathy 12
General disorders and administration site conditions - Other, specify 12345`,
  "Hepatobiliary disorders": `
Bile duct stenosis 12345
Biliary fistula 2345
Budd-Chiari syndrome 2345
Cholecystitis 2345
Gallbladder fistula 12345
Gallbladder necrosis 45
Gallbladder obstruction 12345
Gallbladder pain 123
Gallbladder perforation 45
Hepatic failure 345
Hepatic hemorrhage 12345
Hepatic necrosis 45
Hepatic pain 123
Perforation bile duct 345
Portal hypertension 2345
Portal vein thrombosis 2345
Sinusoidal obstruction syndrome 2345
Hepatobiliary disorders - Other, specify 12345`,
  "Immune system disorders": `
Allergic reaction 12345
Anaphylaxis 345
Autoimmune disorder 12345
Cytokine release syndrome 12345
Serum sickness 12345
Immune system disorders - Other, specify 12345`,
  "Infections and infestations": `
Abdominal infection 2345
Anorectal infection 12345
Appendicitis 345
Appendicitis perforated 345
Arteritis infective 345
Bacteremia 2
Biliary tract infection 2345
Bladder infection 2345
Bone infection 2345
Breast infection 2345
Bronchial infection 2345
Catheter related infection 2345
Cecal infection 2345
Cervicitis infection 2345
Conjunctivitis 1234
Conjunctivitis infective 234
Corneal infection 2345
Cranial nerve infection 345
Cytomegalovirus infection reactivation 12345
Device related infection 2345
Duodenal infection 2345
Encephalitis infection 345
Encephalomyelitis infection 345
Endocarditis infective 345
Endophthalmitis 234
Enterocolitis infectious 2345
Epstein-Barr virus infection reactivation 12345
Esophageal infection 2345
Eye infection 2345
Folliculitis 123
Fungemia 23
Gallbladder infection 2345
Gum infection 12345
Hepatic infection 2345
Hepatitis B reactivation 12345
Hepatitis viral 12345
Herpes simplex reactivation 12345
Infective myositis 2345
Joint infection 2345
Kidney infection 2345
Laryngitis 2345
Lip infection 123
Lung infection 2345
Lymph gland infection 2345
Mediastinal infection 345
Meningitis 345
Mucosal infection 12345
Myelitis 12345
Nail infection 123
Otitis externa 12345
Otitis media 2345
Ovarian infection 2345
Pancreas infection 345
Papulopustular rash 12345
Paronychia 123
Pelvic infection 2345
Penile infection 12345
Periorbital infection 2345
Peripheral nerve infection 2345
Peritoneal infection 345
Pharyngitis 2345
Phlebitis infective 12345
Pleural infection 2345
Prostate infection 2345
Rash pustular 23
Rhinitis infective 2
Salivary gland infection 2345
Scrotal infection 12345
Sepsis 345
Shingles 12345
Sinusitis 2345
Skin infection 12345
Small intestine infection 2345
Soft tissue infection 2345
Splenic infection 345
Stoma site infection 12345
Thrush 123
Tooth infection 2345
Tracheitis 2345
Upper respiratory infection 2345
Urethral infection 2345
Urinary tract infection 2345
Uterine infection 2345
Vaginal infection 12345
Viremia 23
Vulval infection 12345
Wound infection 12345
Infections and infestations - Other, specify 12345`,
  "Injury, poisoning and procedural complications": `
Ankle fracture 123
Aortic injury 2345
Arterial injury 12345
Biliary anastomotic leak 12345
Bladder anastomotic leak 12345
Bruising 12
Burn 12345
Dermatitis radiation 12345
Esophageal anastomotic leak 12345
Fall 123
Fallopian tube anastomotic leak 12345
Fallopian tube perforation 2345
Fracture 12345
Gastric anastomotic leak 12345
Gastrointestinal anastomotic leak 12345
Gastrointestinal stoma necrosis 2345
Hip fracture 234
Infusion related reaction 12345
Injury to carotid artery 2345
Injury to inferior vena cava 12345
Injury to jugular vein 2345
Injury to superior vena cava 12345
Intestinal stoma leak 12345
Intestinal stoma obstruction 2345
Intestinal stoma site bleeding 12345
Intraoperative arterial injury 12345
Intraoperative breast injury 12345
Intraoperative cardiac injury 345
Intraoperative ear injury 12345
Intraoperative endocrine injury 12345
Intraoperative gastrointestinal injury 12345
Intraoperative head and neck injury 12345
Intraoperative hemorrhage 345
Intraoperative hepatobiliary injury 12345
Intraoperative musculoskeletal injury 12345
Intraoperative neurological injury 12345
Intraoperative ocular injury 12345
Intraoperative renal injury 12345
Intraoperative reproductive tract injury 12345
Intraoperative respiratory injury 12345
Intraoperative splenic injury 2345
Intraoperative urinary injury 12345
Intraoperative venous injury 12345
Kidney anastomotic leak 12345
Large intestinal anastomotic leak 12345
Pancreatic anastomotic leak 12345
Pharyngeal anastomotic leak 12345
Postoperative hemorrhage 12345
Postoperative thoracic procedure complication 2345
Prolapse of intestinal stoma 12345
Prolapse of urostomy 12345
Radiation recall reaction (dermatologic) 12345
Rectal anastomotic leak 12345
Seroma 123
Small intestinal anastomotic leak 12345
Spermatic cord anastomotic leak 12345
Spinal fracture 12345
Stenosis of gastrointestinal stoma 2345
Stomal ulcer 123
Tracheal hemorrhage 12345
Tracheal obstruction 12345
Tracheostomy site bleeding 12345
Ureteric anastomotic leak 12345
Urethral anastomotic leak 12345
Urostomy leak 12345
Urostomy obstruction 12345
Urostomy site bleeding 12345
Urostomy stenosis 2345
Uterine anastomotic leak 12345
Uterine perforation 2345
Vaccination complication 1234
Vaginal anastomotic leak 12345
Vas deferens anastomotic leak 12345
Vascular access complication 12345
Venous injury 12345
Wound complication 12345
Wound dehiscence 12345
Wrist fracture 123
Injury, poisoning and procedural complications - Other, specify 12345`,
  "Investigations": `
Activated partial thromboplastin time prolonged 123
Alanine aminotransferase increased 1234
Alkaline phosphatase increased 1234
Aspartate aminotransferase increased 1234
Blood antidiuretic hormone abnormal 123
Blood bicarbonate decreased 1
Blood bilirubin increased 1234
Blood corticotrophin decreased 123
Blood gonadotrophin abnormal 123
Blood lactate dehydrogenase increased 1
Blood prolactin abnormal 12
Carbon monoxide diffusing capacity decreased 123
Cardiac troponin I increased 13
Cardiac troponin T increased 13
CD4 lymphocytes decreased 1234
Cholesterol high 1234
CPK increased 1234
Creatinine increased 1234
Ejection fraction decreased 234
Electrocardiogram QT corrected interval prolonged 1234
Electrocardiogram T wave abnormal 12
Fibrinogen decreased 1234
Forced expiratory volume decreased 1234
GGT increased 1234
Growth hormone abnormal 12
Haptoglobin decreased 1
Hemoglobin increased 123
INR increased 123
Lipase increased 1234
Lymphocyte count decreased 1234
Lymphocyte count increased 23
Neutrophil count decreased 1234
Pancreatic enzymes decreased 123
Platelet count decreased 1234
Serum amylase increased 1234
Thyroid stimulating hormone increased 1
Urine output decreased 34
Vital capacity abnormal 123
Weight gain 123
Weight loss 123
White blood cell decreased 1234
Investigations - Other, specify 12345`,
  "Metabolism and nutrition disorders": `
Acidosis 1345
Alcohol intolerance 2345
Alkalosis 1345
Anorexia 12345
Dehydration 12345
Glucose intolerance 12345
Hypercalcemia 12345
Hyperglycemia 12345
Hyperkalemia 12345
Hyperlipidemia 1234
Hypermagnesemia 1345
Hypernatremia 12345
Hyperphosphatemia 12345
Hypertriglyceridemia 12345
Hyperuricemia 1345
Hypoalbuminemia 12345
Hypocalcemia 12345
Hypoglycemia 12345
Hypokalemia 12345
Hypomagnesemia 12345
Hyponatremia 12345
Hypophosphatemia 12345
Iron overload 2345
Obesity 234
Tumor lysis syndrome 345
Metabolism and nutrition disorders - Other, specify 12345`,
  "Musculoskeletal and connective tissue disorders": `
Abdominal soft tissue necrosis 2345
Arthralgia 123
Arthritis 123
Avascular necrosis 12345
Back pain 123
Bone pain 123
Buttock pain 123
Chest wall necrosis 2345
Chest wall pain 123
Exostosis 123
Fibrosis deep connective tissue 12345
Flank pain 123
Generalized muscle weakness 123
Growth suppression 123
Head soft tissue necrosis 2345
Joint effusion 123
Joint range of motion decreased 123
Joint range of motion decreased cervical spine 123
Joint range of motion decreased lumbar spine 123
Kyphosis 123
Lordosis 123
Muscle cramp 123
Muscle weakness lower limb 123
Muscle weakness trunk 123
Muscle weakness upper limb 123
Musculoskeletal deformity 123
Myalgia 123
Myositis 1234
Neck pain 123
Neck soft tissue necrosis 2345
Osteonecrosis 12345
Osteonecrosis of jaw 12345
Osteoporosis 123
Pain in extremity 123
Pelvic soft tissue necrosis 2345
Rhabdomyolysis 12345
Rotator cuff injury 123
Scoliosis 123
Soft tissue necrosis lower limb 2345
Soft tissue necrosis upper limb 2345
Superficial soft tissue fibrosis 12345
Trismus 123
Unequal limb length 123
Musculoskeletal and connective tissue disorder - Other, specify 12345`,
  "Neoplasms benign, malignant and unspecified (incl cysts and polyps)": `
Leukemia secondary to oncology chemotherapy 45
Myelodysplastic syndrome 45
Skin papilloma 12
Treatment related secondary malignancy 345
Tumor hemorrhage 12345
Tumor pain 123
Neoplasms benign, malignant and unspecified (incl cysts and polyps) - Other, specify 12345`,
  "Nervous system disorders": `
Abducens nerve disorder 123
Accessory nerve disorder 123
Acoustic nerve disorder NOS 123
Akathisia 123
Amnesia 123
Anosmia 1
Aphonia 3
Arachnoiditis 12345
Ataxia 123
Brachial plexopathy 123
Central nervous system necrosis 12345
Cerebrospinal fluid leakage 12345
Cognitive disturbance 123
Concentration impairment 123
Depressed level of consciousness 12345
Dizziness 123
Dysarthria 123
Dysesthesia 123
Dysgeusia 12
Dysphasia 123
Edema cerebral 345
Encephalopathy 12345
Extrapyramidal disorder 12345
Facial muscle weakness 123
Facial nerve disorder 123
Glossopharyngeal nerve disorder 12345
Guillain-Barre syndrome 12345
Headache 123
Hydrocephalus 12345
Hypersomnia 123
Hypoglossal nerve disorder 123
Intracranial hemorrhage 12345
Ischemia cerebrovascular 12
Lethargy 12
Leukoencephalopathy 12345
Memory impairment 123
Meningismus 12345
Movements involuntary 123
Muscle weakness left-sided 123
Muscle weakness right-sided 123
Myasthenia gravis 12345
Neuralgia 123
Nystagmus 23
Oculomotor nerve disorder 123
Olfactory nerve disorder 23
Paresthesia 123
Peripheral motor neuropathy 12345
Peripheral sensory neuropathy 1234
Phantom pain 123
Presyncope 2
Pyramidal tract syndrome 12345
Radiculitis 12345
Recurrent laryngeal nerve palsy 12345
Reversible posterior leukoencephalopathy syndrome 2345
Seizure 12345
Somnolence 12345
Spasticity 12345
Spinal cord compression 345
Stroke 12345
Syncope 3
Tendon reflex decreased 123
Transient ischemic attacks 12
Tremor 123
Trigeminal nerve disorder 123
Trochlear nerve disorder 123
Vagus nerve disorder 12345
Vasovagal reaction 345
Nervous system disorders - Other, specify 12345`,
  "Pregnancy, puerperium and perinatal conditions": `
Fetal growth retardation 234
Pregnancy loss 4
Premature delivery 1234
Pregnancy, puerperium and perinatal conditions - Other, specify 12345`,
  "Psychiatric disorders": `
Agitation 1234
Anorgasmia 12
Anxiety 1234
Confusion 1234
Delayed orgasm 12
Delirium 12345
Delusions 2345
Depression 12345
Euphoria 123
Hallucinations 12345
Insomnia 123
Irritability 123
Libido decreased 12
Libido increased 1
Mania 12345
Personality change 1234
Psychosis 12345
Restlessness 123
Suicidal ideation 1234
Suicide attempt 345
Psychiatric disorders - Other, specify 12345`,
  "Renal and urinary disorders": `
Acute kidney injury 345
Bladder perforation 2345
Bladder spasm 123
Chronic kidney disease 12345
Cystitis noninfective 12345
Dysuria 1
Glucosuria 1
Hematuria 12345
Hemoglobinuria 1
Nephrotic syndrome 345
Proteinuria 123
Renal calculi 12345
Renal colic 123
Renal hemorrhage 12345
Urinary fistula 2345
Urinary frequency 12
Urinary incontinence 123
Urinary retention 12345
Urinary tract obstruction 12345
Urinary tract pain 123
Urinary urgency 12
Urine discoloration 1
Renal and urinary disorders - Other, specify 12345`,
  "Reproductive system and breast disorders": `
Amenorrhea 2
Azoospermia 2
Breast atrophy 123
Breast pain 123
Dysmenorrhea 123
Dyspareunia 123
Ejaculation disorder 12
Erectile dysfunction 123
Fallopian tube obstruction 123
Feminization acquired 12
Genital edema 123
Gynecomastia 123
Hematosalpinx 12345
Irregular menstruation 12
Lactation disorder 12
Menorrhagia 12345
Nipple deformity 12
Oligospermia 1
Ovarian hemorrhage 12345
Ovarian rupture 12345
Ovulation pain 2
Pelvic floor muscle weakness 123
Pelvic pain 123
Penile pain 123
Perineal pain 123
Premature menopause 2
Prostatic hemorrhage 12345
Prostatic obstruction 123
Prostatic pain 123
Scrotal pain 123
Spermatic cord hemorrhage 12345
Spermatic cord obstruction 123
Testicular disorder 1234
Testicular hemorrhage 12345
Testicular pain 123
Uterine fistula 12345
Uterine hemorrhage 12345
Uterine obstruction 123
Uterine pain 123
Vaginal discharge 12
Vaginal dryness 123
Vaginal fistula 12345
Vaginal hemorrhage 12345
Vaginal inflammation 1234
Vaginal obstruction 123
Vaginal pain 123
Vaginal perforation 2345
Vaginal stricture 1235
Reproductive system and breast disorders - Other, specify 12345`,
  "Respiratory, thoracic and mediastinal disorders": `
Adult respiratory distress syndrome 345
Allergic rhinitis 12
Apnea 345
Aspiration 12345
Atelectasis 12345
Bronchial fistula 12345
Bronchial obstruction 12345
Bronchial stricture 12345
Bronchopleural fistula 12345
Bronchopulmonary hemorrhage 12345
Bronchospasm 12345
Chylothorax 12345
Cough 123
Dyspnea 12345
Epistaxis 12345
Hiccups 123
Hoarseness 123
Hypoxia 2345
Laryngeal edema 12345
Laryngeal fistula 12345
Laryngeal hemorrhage 12345
Laryngeal inflammation 123
Laryngeal mucositis 12345
Laryngeal obstruction 12345
Laryngeal stenosis 12345
Laryngopharyngeal dysesthesia 12345
Laryngospasm 2345
Mediastinal hemorrhage 12345
Nasal congestion 123
Oropharyngeal pain 123
Pharyngeal fistula 12345
Pharyngeal hemorrhage 12345
Pharyngeal mucositis 12345
Pharyngeal necrosis 345
Pharyngeal stenosis 12345
Pharyngolaryngeal pain 123
Pleural effusion 12345
Pleural hemorrhage 12345
Pleuritic pain 123
Pneumonitis 12345
Pneumothorax 12345
Postnasal drip 12
Productive cough 123
Pulmonary edema 12345
Pulmonary fibrosis 12345
Pulmonary fistula 12345
Pulmonary hypertension 12345
Respiratory failure 45
Retinoic acid syndrome 12345
Rhinorrhea 1
Sinus disorder 12345
Sinus pain 123
Sleep apnea 12345
Sneezing 12
Sore throat 123
Stridor 345
Tracheal fistula 12345
Tracheal mucositis 12345
Tracheal stenosis 12345
Voice alteration 123
Wheezing 12345
Respiratory, thoracic and mediastinal disorders - Other, specify 12345`,
  "Skin and subcutaneous tissue disorders": `
Alopecia 12
Body odor 12
Bullous dermatitis 12345
Dry skin 123
Eczema 123
Erythema multiforme 12345
Erythroderma 2345
Fat atrophy 123
Hair color changes 1
Hair texture abnormal 1
Hirsutism 12
Hyperhidrosis 123
Hyperkeratosis 13
Hypertrichosis 12
Hypohidrosis 2345
Lipohypertrophy 123
Nail changes 1
Nail discoloration 1
Nail loss 12
Nail ridging 1
Pain of skin 123
Palmar-plantar erythrodysesthesia syndrome 123
Photosensitivity 12345
Pruritus 123
Purpura 123
Rash acneiform 12345
Rash maculo-papular 123
Scalp pain 123
Skin atrophy 123
Skin hyperpigmentation 12
Skin hypopigmentation 12
Skin induration 12345
Skin ulceration 12345
Stevens-Johnson syndrome 345
Subcutaneous emphysema 123
Telangiectasia 12
Toxic epidermal necrolysis 45
Urticaria 123
Skin and subcutaneous tissue disorders - Other, specify 12345`,
  "Social circumstances": `
Social circumstances - Other, specify 12345`,
  "Surgical and medical procedures": `
Surgical and medical procedures - Other, specify 12345`,
  "Vascular disorders": `
Arterial thromboembolism 345
Capillary leak syndrome 12345
Flushing 123
Hematoma 12345
Hot flashes 123
Hypertension 12345
Hypotension 12345
Lymph leakage 2345
Lymphedema 123
Lymphocele 123
Peripheral ischemia 2345
Phlebitis 2
Superficial thrombophlebitis 2
Superior vena cava syndrome 12345
Thromboembolic event 12345
Vasculitis 12345
Vascular disorders - Other, specify 12345`,
};

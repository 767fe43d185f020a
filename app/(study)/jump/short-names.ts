/** What hands call a form besides its title; all are found by the jump box. */
export const SHORT_NAMES: Readonly<Record<string, string>> = {
  concomitant_medication: "cm conmed medication drug inhibitor",
  adverse_event: "ae event toxicity serious sae",
  transfusion: "tx platelets red cells blood product",
  haematology: "haem hematology cbc fbc blood counts labs laboratory anc platelets",
  chemistry: "chem labs laboratory liver creatinine",
  marrow: "bm bone aspirate biopsy blasts",
  vital_signs: "vs weight height zubrod body",
  cenersen_infusion: "cenersen dosing bag pump",
  idarubicin_dose: "ida dosing chemotherapy",
  cytarabine_dose: "ara-c arac dosing chemotherapy",
  response_assessment: "cr crp remission response",
  extramedullary: "emd extramedullary",
  follow_up: "fu survival status",
  end_of_treatment: "eot stop off",
  protocol_deviation: "dev deviation",
  new_therapy: "nt new antileukaemic",
};

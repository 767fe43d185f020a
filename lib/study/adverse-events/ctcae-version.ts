/** Stored with every coded event: version 6 has other terms and grades. */
export const CTCAE_5 = "CTCAE 5.0";

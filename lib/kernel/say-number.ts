/** "82,000": a whole number with its thousands apart, the same on every machine. */
export const sayNumber = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

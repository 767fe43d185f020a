/**
 * The text as it was before it was written as XML by this system (`lib/exports/formats/xml.ts`): a character that XML 1.0 cannot hold stands there
 * as U+FFFD, its code in hexadecimal and ";". Any other U+FFFD stays as it is.
 */
export const unwritten = (text: string): string => text.replace(/\uFFFD([0-9A-F]{1,4});/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

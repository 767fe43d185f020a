/** A piece of finished XML, so that no text is ever taken for markup. */
export interface Xml {
  readonly xml: string;
}

export type XmlAttributes = Readonly<Record<string, string | number | null | undefined>>;

/**
 * XML 1.0 has no place for these characters, not even as a reference. Each is written as U+FFFD, its code in hexadecimal and ";", and so is U+FFFD
 * itself: "\u0001" → "\uFFFD1;". Nothing is lost, and every U+FFFD in a file begins such a place.
 */
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFD-\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
export const MARK = "\uFFFD";
const written = (text: string): string => text.replace(UNWRITABLE, (character) => `${MARK}${character.charCodeAt(0).toString(16).toUpperCase()};`);

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;" };
/** A reader turns a bare carriage return into a line feed, and in an attribute every white space into a blank: hence the references. */
export const escaped = (text: string): string => text.replace(/[&<>"\r]/g, (sign) => ENTITIES[sign] ?? sign);
/** Nearly every text: nothing in it has to be written otherwise. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;
const asText = (text: string): string => PLAIN.test(text) ? text : written(text).replace(/[&<>\r]/g, (sign) => ENTITIES[sign] ?? sign);
const asValue = (text: string): string => PLAIN.test(text) ? text : written(text).replace(/[&<>"\r\n\t]/g, (sign) => ENTITIES[sign] ?? sign);

function attributesOf(attributes: XmlAttributes): string {
  let xml = "";
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== null && value !== undefined) xml += ` ${name}="${asValue(String(value))}"`;
  }
  return xml;
}

/** An element with text, with elements inside, or empty. Attributes that are null or undefined stay out. Lines end with LF; white space stands only between elements. */
export function element(name: string, attributes: XmlAttributes, content: string | readonly Xml[] = []): Xml {
  const start = `<${name}${attributesOf(attributes)}`;
  if (content.length === 0) return { xml: `${start}/>` };
  if (typeof content === "string") return { xml: `${start}>${asText(content)}</${name}>` };
  return { xml: `${start}>\n${content.map(({ xml }) => xml).join("\n")}\n</${name}>` };
}

/** The two ends of a document whose inside is written piece by piece. */
export function document(name: string, attributes: XmlAttributes): { readonly start: string; readonly end: string } {
  return { start: `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${attributesOf(attributes)}>\n`, end: `</${name}>\n` };
}

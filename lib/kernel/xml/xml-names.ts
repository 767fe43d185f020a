const START = "A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}";
const INSIDE = `${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040`;
const PART = `[${START}][${INSIDE}]*`;

/** A name with at most one prefix, where the reading stands (Namespaces in XML 1.0). */
export const QNAME = new RegExp(`${PART}(?::${PART})?`, "uy");
/** The name of a processing instruction, which has no prefix. */
export const TARGET = new RegExp(PART, "uy");
/** What XML 1.0 has no place for. */
export const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

import { decodeText, normalisedValue } from "./xml-text";
import { namespaceOf, scopeWith, type Scope } from "./xml-namespaces";
import { FORBIDDEN, QNAME, TARGET } from "./xml-names";
import { XmlFault } from "./xml-fault";

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** "" for an element in none. */
  readonly namespace: string;
  /** By the name as written, with its prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** What stands directly in it, in one piece; comments and elements inside aside. */
  readonly text: string;
  /** Of its start, from 1. */
  readonly line: number;
}

/** The document's element, or why it is not read: in a sentence, with the line. */
export type XmlRead = { readonly root: XmlElement } | { readonly refused: string };

export const XML_MOST = { depth: 64, elements: 1_000_000, attributes: 60 } as const;

interface Open { readonly written: string; readonly element: { name: string; namespace: string; attributes: ReadonlyMap<string, string>; children: XmlElement[]; text: string; line: number }; readonly scope: Scope }

/**
 * Reads an XML 1.0 document with namespaces, strictly: what is not well-formed is refused, and so is a document type, whatever it says, for with
 * one come entities that call for files or for memory. Only the five entities that XML itself names, and references to characters, are known.
 */
export function readXml(text: string): XmlRead {
  try {
    return { root: new Reading(text.replace(/\r\n?/g, "\n")).document() };
  } catch (error) {
    if (error instanceof XmlFault) return { refused: `Line ${error.line}: ${error.message}` };
    throw error;
  }
}

/** One pass over the text, from left to right. */
class Reading {
  private at = 0;
  private line = 1;
  private counted = 0;
  private elements = 0;
  private root: XmlElement | null = null;
  private readonly open: Open[] = [];

  constructor(private readonly text: string) {
    const wrong = FORBIDDEN.exec(text);
    if (wrong) { this.at = wrong.index; this.fail("there is a character that XML cannot hold."); }
  }

  document(): XmlElement {
    if (this.text.startsWith("\uFEFF")) this.at = 1;
    if (/^<\?xml[\s?]/.test(this.text.slice(this.at, this.at + 6))) this.declaration();
    while (this.at < this.text.length) this.piece();
    const [unclosed] = this.open.slice(-1);
    if (unclosed) this.fail(`the file ends before <${unclosed.written}> is closed. It was cut short; take it again from its source.`);
    return this.root ?? this.fail("there is no element in it.");
  }

  private fail(says: string): never {
    throw new XmlFault(this.lineNow(), says);
  }

  private lineNow(): number {
    for (let next = this.text.indexOf("\n", this.counted); next !== -1 && next < this.at; next = this.text.indexOf("\n", this.counted)) { this.line += 1; this.counted = next + 1; }
    return this.line;
  }

  private declaration(): void {
    const [, encoding = "UTF-8"] = this.match(/<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"([A-Za-z][\w.-]*)"|'(?:[A-Za-z][\w.-]*)'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/y) ?? this.fail("the XML declaration is not well-formed.");
    if (!/^utf-?(8|16)$/i.test(encoding)) this.fail(`the file says that it is written in ${encoding}. Save it as UTF-8.`);
  }

  /** What stands next: text, an element's start or end, a comment, an instruction, or text that is not markup. */
  private piece(): void {
    const { text, at } = this;
    if (text[at] !== "<") return this.words();
    if (text.startsWith("<!--", at)) return this.comment();
    if (text.startsWith("<![CDATA[", at)) return this.cdata();
    if (text.startsWith("<!", at)) this.fail("there is a document type or an entity in it. That is refused, because such files can call for others; take a file without.");
    if (text.startsWith("<?", at)) return this.instruction();
    return text[at + 1] === "/" ? this.end() : this.start();
  }

  private words(): void {
    const next = this.text.indexOf("<", this.at);
    const words = this.text.slice(this.at, next === -1 ? undefined : next);
    const [inside] = this.open.slice(-1);
    if (!inside && /[^ \t\n]/.test(words)) this.fail("there is text outside the document's element.");
    if (words.includes("]]>")) this.fail("there is a “]]>” in text.");
    if (inside) inside.element.text += decodeText(words, (says) => this.fail(says));
    this.at += words.length;
  }

  private comment(): void {
    const close = this.text.indexOf("--", this.at + 4);
    if (close === -1 || this.text[close + 2] !== ">") this.fail("a comment is not well-formed.");
    this.at = close + 3;
  }

  private cdata(): void {
    const [inside] = this.open.slice(-1);
    const close = this.text.indexOf("]]>", this.at);
    if (!inside || close === -1) this.fail("a CDATA section is not closed, or stands outside the document's element.");
    else inside.element.text += this.text.slice(this.at + 9, close);
    this.at = close + 3;
  }

  private instruction(): void {
    this.at += 2;
    const target = this.match(TARGET)?.[0] ?? this.fail("a processing instruction has no name.");
    if (target.toLowerCase() === "xml") this.fail("the XML declaration does not stand at the start.");
    const close = this.text.indexOf("?>", this.at);
    if (close === -1 || (close > this.at && !/[ \t\n]/.test(this.text[this.at] ?? ""))) this.fail("a processing instruction is not well-formed.");
    this.at = close + 2;
  }

  private start(): void {
    const line = this.lineNow();
    this.at += 1;
    const written = this.match(QNAME)?.[0] ?? this.fail("a “<” begins no element. In text it is written &lt;.");
    const attributes = this.attributes();
    const outer = this.open.at(-1);
    if (!outer && this.root) this.fail("there is a second document element.");
    if (this.open.length >= XML_MOST.depth || (this.elements += 1) > XML_MOST.elements) this.fail("it is nested too deeply, or has too many elements.");
    const scope = scopeWith(outer?.scope, attributes, (says) => this.fail(says));
    const named = namespaceOf(written, scope, (says) => this.fail(says));
    const element = { ...named, attributes, children: [], text: "", line };
    if (outer) outer.element.children.push(element);
    else this.root = element;
    if (this.match(/\/>/y)) return;
    if (!this.match(/>/y)) this.fail(`<${written}> is not well-formed.`);
    this.open.push({ written, element, scope });
  }

  private attributes(): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    for (let gap = this.match(/[ \t\n]+/y); gap && !/[/>]/.test(this.text[this.at] ?? ""); gap = this.match(/[ \t\n]+/y)) {
      const name = this.match(QNAME)?.[0] ?? this.fail("an attribute has no name.");
      const [, double, single = ""] = this.match(/[ \t\n]*=[ \t\n]*(?:"([^"<]*)"|'([^'<]*)')/y) ?? this.fail(`the attribute ${name} has no value in quotation marks.`);
      if (attributes.has(name) || attributes.size >= XML_MOST.attributes) this.fail(`the attribute ${name} stands there twice, or there are too many.`);
      attributes.set(name, normalisedValue(double ?? single, (says) => this.fail(says)));
    }
    return attributes;
  }

  private end(): void {
    this.at += 2;
    const written = this.match(QNAME)?.[0] ?? this.fail("an end has no name.");
    const closed = this.open.pop();
    if (closed?.written !== written || !this.match(/[ \t\n]*>/y)) this.fail(`</${written}> does not close what is open${closed ? `: <${closed.written}>` : ""}.`);
  }

  /** The pattern (sticky) where the reading stands; steps over what fits. */
  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }
}

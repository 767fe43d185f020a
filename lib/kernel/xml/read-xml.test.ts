import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { create } from "xmlbuilder2";
import { validateXML } from "xmllint-wasm";
import { document, element, type Xml } from "@/lib/exports/formats/xml";
import { readXml, XML_MOST, type XmlElement } from "./read-xml";

const root = (text: string): XmlElement => { const read = readXml(text); if ("refused" in read) throw new Error(read.refused); return read.root; };
const refused = (text: string) => { const read = readXml(text); return "refused" in read ? read.refused : null; };

describe("XML", () => {
  test("is read with its text, its attributes, its namespaces and the line of each element", () => {
    const read = root(`<?xml version="1.0" encoding="UTF-8"?>\n<!-- a -->\n<o:a xmlns:o="urn:o" xmlns="urn:d" one='1' o:two="a&quot;&#10;b\n\tc"><b/>x &lt; <![CDATA[<y> &amp;]]>\r\n<?skip this?><c>&#x1F600;&amp;lt;</c></o:a>\n`);
    expect(read).toMatchObject({ name: "a", namespace: "urn:o", line: 3, text: "x < <y> &amp;\n" });
    expect([...read.attributes].slice(2)).toEqual([["one", "1"], ["o:two", "a\"\nb  c"]]);
    expect(read.children.map(({ name, namespace, text, line }) => [name, namespace, text, line])).toEqual([["b", "urn:d", "", 4], ["c", "urn:d", "😀&lt;", 5]]);
  });

  test.each([
    ["a document type", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /document type or an entity/], ["a document type that calls for a file", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', /document type or an entity/],
    ["a declaration inside", '<a><!ENTITY b "c"></a>', /document type or an entity/], ["an unknown entity", "<a>&nbsp;</a>", /entity &nbsp; is not known/], ["a name of every object", "<a>&constructor;</a>", /not known/],
    ["a bare &", "<a>R & D</a>", /written &amp;/], ["a bare <", "<a>1 < 2</a>", /written &lt;/], ["a character that cannot be", "<a>\u0001</a>", /cannot hold/], ["the same by reference", "<a>&#1;</a>", /cannot hold/], ["a character beyond all", "<a>&#x110000;</a>", /names no character/],
    ["an element that is not closed", "<a><b></a>", /does not close what is open: <b>/], ["an end too many", "<a/></a>", /does not close/], ["a file cut short", "<a>\n<b>", /^Line 2: the file ends before <b>/], ["two elements", "<a/><b/>", /second document element/], ["no element", " ", /no element/],
    ["text outside", "<a/>x", /text outside/], ["an attribute twice", '<a b="1" b="2"/>', /twice/], ["the same by two prefixes", '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>', /twice/], ["an attribute without marks", "<a b=1/>", /quotation marks/], ["attributes run together", '<a b="1"c="2"/>', /well-formed/],
    ["a prefix without meaning", "<p:a/>", /prefix p stands for nothing/], ["a comment with --", "<!-- -- --><a/>", /comment/], ["]]> in text", "<a>]]></a>", /\]\]>/], ["another encoding", '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', /Save it as UTF-8/], ["a late declaration", '<a/><?xml version="1.0"?>', /does not stand at the start/],
    ["depth without end", "<a>".repeat(XML_MOST.depth + 1), /too deeply/],
  ])("with %s is refused in words [R65]", (_, text, says) => expect(refused(text)).toMatch(says));
});

// ---- against a reader and a judge that nobody here wrote ------------------------------------------------------------------------------------------

const names = fc.constantFrom("a", "ODM", "Item-Data", "é", "_x.1");
const words = fc.oneof(fc.constantFrom("<", "&amp;", "]]>", "\r\n", "\t", " ", "µ 😀", "\u0000\uFFFE", '"\''), fc.string({ maxLength: 12, unit: "grapheme" }), fc.string({ maxLength: 12, unit: "binary" }));
const { tree } = fc.letrec<{ tree: Xml }>((tie) => ({
  tree: fc.tuple(names, fc.dictionary(names, words, { maxKeys: 3 }), fc.oneof({ depthSize: "small" }, words, fc.array(tie("tree"), { maxLength: 3 }))).map(([name, attributes, content]) => element(name, attributes, content)),
}));
interface Node { readonly nodeType: number; readonly localName: string; readonly textContent: string | null; readonly childNodes: Iterable<Node>; readonly attributes: Iterable<{ name: string; value: string }> }
const children = (node: Node) => [...node.childNodes].filter(({ nodeType }) => nodeType === 1);
const asTheirs = (node: Node): unknown => [node.localName, Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])), children(node).length === 0 ? node.textContent ?? "" : children(node).map(asTheirs)];
const asOurs = ({ name, attributes, children: inner, text }: XmlElement): unknown => [name, Object.fromEntries(attributes), inner.length === 0 ? text : inner.map(asOurs)];

test("what is written by the exports is read as another reader reads it", () => {
  fc.assert(fc.property(tree, ({ xml }) => {
    const ends = document("Root", {});
    const text = `${ends.start}${xml}\n${ends.end}`;
    expect(asOurs(root(text))).toEqual(asTheirs(create({ skipWhitespaceOnlyText: false }, text).root().node as unknown as Node));
  }), { numRuns: 150 });
});

test("damaged at any place, it is refused exactly when libxml2 refuses it", async () => {
  const whole = '<?xml version="1.0" encoding="UTF-8"?>\n<a b="1" c=\'2\'><d>x &amp; y</d><!-- e --><f/><![CDATA[g]]>&#65;<?h i?></a>\n';
  const damages = fc.sample(fc.tuple(fc.nat(whole.length), fc.nat(3), fc.constantFrom("", "<", ">", "&", ";", '"', "'", "=", "/", " ", "]]>", "--", "?", "x", "\n", "1")), { numRuns: 45, seed: 7 });
  const damaged = [...new Set(damages.map(([at, gone, put]) => whole.slice(0, at) + put + whole.slice(at + gone)))];
  const judged = await Promise.all(damaged.map(async (contents) => [contents, (await validateXML({ xml: { fileName: "x.xml", contents } } as Parameters<typeof validateXML>[0])).valid] as const));
  expect(judged.filter(([, isValid]) => isValid).length).toBeGreaterThan(4);
  for (const [text, isValid] of judged) expect([text, refused(text) === null]).toEqual([text, isValid]);
}, 60_000);

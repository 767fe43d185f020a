import { document, element } from "../xml";
import { headerRow } from "./xlsx-cells";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const whole = (name: string, attributes: Readonly<Record<string, string>>, content: Parameters<typeof element>[2]): string => {
  const { start, end } = document(name, attributes);
  return `${start}${(content as readonly { readonly xml: string }[]).map(({ xml }) => `${xml}\n`).join("")}${end}`;
};

export const sheetFile = (place: number): string => `xl/worksheets/sheet${place + 1}.xml`;

/** Formats of cells, in the order of `STYLES`: text, number, date, date and time, time, header. */
const styles = (): string => whole("styleSheet", { xmlns: MAIN }, [
  element("numFmts", { count: 3 }, [element("numFmt", { numFmtId: 164, formatCode: "yyyy-mm-dd" }), element("numFmt", { numFmtId: 165, formatCode: "yyyy-mm-dd hh:mm" }), element("numFmt", { numFmtId: 166, formatCode: "hh:mm" })]),
  element("fonts", { count: 2 }, [element("font", {}, [element("sz", { val: 11 }), element("name", { val: "Calibri" })]), element("font", {}, [element("b", {}), element("sz", { val: 11 }), element("name", { val: "Calibri" })])]),
  element("fills", { count: 2 }, [element("fill", {}, [element("patternFill", { patternType: "none" })]), element("fill", {}, [element("patternFill", { patternType: "gray125" })])]),
  element("borders", { count: 1 }, [element("border", {}, ["left", "right", "top", "bottom", "diagonal"].map((side) => element(side, {})))]),
  element("cellStyleXfs", { count: 1 }, [element("xf", { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 })]),
  element("cellXfs", { count: 7 }, [
    element("xf", { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0, xfId: 0 }), element("xf", { numFmtId: 49, fontId: 0, fillId: 0, borderId: 0, xfId: 0, quotePrefix: 1, applyNumberFormat: 1 }),
    ...[0, 164, 165, 166].map((numFmtId) => element("xf", { numFmtId, fontId: 0, fillId: 0, borderId: 0, xfId: 0, applyNumberFormat: 1 })), element("xf", { numFmtId: 49, fontId: 1, fillId: 0, borderId: 0, xfId: 0, quotePrefix: 1, applyNumberFormat: 1, applyFont: 1 }),
  ]),
]);

/** Everything of a workbook but its sheets. */
export function workbookParts(sheets: readonly string[]): readonly { readonly name: string; readonly text: string }[] {
  const relation = (id: string, kind: string, target: string) => element("Relationship", { Id: id, Type: `${OFFICE}/${kind}`, Target: target });
  return [
    { name: "[Content_Types].xml", text: whole("Types", { xmlns: "http://schemas.openxmlformats.org/package/2006/content-types" }, [
      element("Default", { Extension: "rels", ContentType: "application/vnd.openxmlformats-package.relationships+xml" }), element("Default", { Extension: "xml", ContentType: "application/xml" }),
      element("Override", { PartName: "/xl/workbook.xml", ContentType: `${TYPES}.sheet.main+xml` }), element("Override", { PartName: "/xl/styles.xml", ContentType: `${TYPES}.styles+xml` }),
      ...sheets.map((_title, place) => element("Override", { PartName: `/${sheetFile(place)}`, ContentType: `${TYPES}.worksheet+xml` })),
    ]) },
    { name: "_rels/.rels", text: whole("Relationships", { xmlns: RELATIONS }, [relation("rId1", "officeDocument", "xl/workbook.xml")]) },
    { name: "xl/workbook.xml", text: whole("workbook", { xmlns: MAIN, "xmlns:r": OFFICE }, [element("sheets", {}, sheets.map((title, place) => element("sheet", { name: title, sheetId: place + 1, "r:id": `rId${place + 1}` })))]) },
    { name: "xl/_rels/workbook.xml.rels", text: whole("Relationships", { xmlns: RELATIONS }, [...sheets.map((_title, place) => relation(`rId${place + 1}`, "worksheet", sheetFile(place).slice(3))), relation(`rId${sheets.length + 1}`, "styles", "styles.xml")]) },
    { name: "xl/styles.xml", text: styles() },
  ];
}

const WIDTH = { least: 10, most: 45 };

/** A sheet up to its first row of data: the header stays in sight. */
export function sheetStart(labels: readonly string[]): string {
  const { start } = document("worksheet", { xmlns: MAIN });
  const widths = labels.map((label, place) => element("col", { min: place + 1, max: place + 1, width: Math.min(WIDTH.most, Math.max(WIDTH.least, label.length + 2)), customWidth: 1 }));
  const pane = element("sheetViews", {}, [element("sheetView", { workbookViewId: 0 }, [element("pane", { ySplit: 1, topLeftCell: "A2", activePane: "bottomLeft", state: "frozen" })])]);
  return `${start}${pane.xml}\n${element("cols", {}, widths).xml}\n<sheetData>\n${headerRow(labels)}`;
}
export const SHEET_END = "</sheetData>\n</worksheet>\n";

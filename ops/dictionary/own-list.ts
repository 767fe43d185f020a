import path from "node:path";
import { firstLine, rowsOf } from "@/ops/dictionary/read-file";
import type { Dictionary, Product } from "@/ops/dictionary/product";

const NAME = /^(product_?name|name|brand)$/i;
const INGREDIENTS = /^(ingredients?|substances?)$/i;
const delimiterOf = (header: string): string => (header.includes("\t") ? "\t" : header.split(";").length > header.split(",").length ? ";" : ",");

async function* products(file: string, delimiter: string): AsyncGenerator<Product> {
  let at: { readonly name: number; readonly ingredients: number } | null = null;
  for await (const row of rowsOf(file, { delimiter })) {
    if (at === null) {
      at = { name: row.findIndex((column) => NAME.test(column.trim())), ingredients: row.findIndex((column) => INGREDIENTS.test(column.trim())) };
      continue;
    }
    const name = (row[at.name] ?? "").trim();
    const ingredients = (row[at.ingredients] ?? "").split(/\s*[;+|]\s*/).map((ingredient) => ingredient.trim()).filter(Boolean);
    if (name !== "" && ingredients.length > 0) yield { name, ingredients };
  }
}

/** A list of one's own: a table with the columns product_name and ingredients, these separated by ";", "+" or "|". */
export async function ownList(files: readonly string[]): Promise<Dictionary | null> {
  const [file] = files;
  if (file === undefined || files.length !== 1) return null;
  const header = await firstLine(file);
  const delimiter = delimiterOf(header);
  const columns = header.split(delimiter).map((column) => column.trim().replace(/^"(.*)"$/, "$1"));
  if (!columns.some((column) => NAME.test(column)) || !columns.some((column) => INGREDIENTS.test(column))) return null;
  return { source: "own list", title: "a list of the sponsor's own", version: path.basename(file), files: [file], read: () => products(file, delimiter), remarks: () => [] };
}

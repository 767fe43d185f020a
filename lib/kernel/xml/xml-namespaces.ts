type Fail = (says: string) => never;

/** Prefix → namespace, where the reading stands; "" is the one without a prefix. */
export type Scope = ReadonlyMap<string, string>;

const XML = "http://www.w3.org/XML/1998/namespace";
const OUTERMOST: Scope = new Map([["xml", XML], ["", ""]]);

/** The scope inside an element with these attributes. */
export function scopeWith(outer: Scope = OUTERMOST, attributes: ReadonlyMap<string, string>, fail: Fail): Scope {
  const declared = [...attributes].flatMap(([name, value]) => (name === "xmlns" ? [["", value] as const] : name.startsWith("xmlns:") ? [[name.slice(6), value] as const] : []));
  if (declared.some(([prefix, value]) => prefix === "xmlns" || (prefix === "xml") !== (value === XML) || (prefix !== "" && value === ""))) fail("a prefix is declared that may not be.");
  const scope = declared.length === 0 ? outer : new Map([...outer, ...declared]);
  const named = [...attributes.keys()].filter((name) => name.includes(":") && !name.startsWith("xmlns:")).map((name) => Object.values(namespaceOf(name, scope, fail)).join(" "));
  if (new Set(named).size < named.length) fail("an attribute stands there twice.");
  return scope;
}

/** The name without its prefix, and the namespace that the prefix stands for. */
export function namespaceOf(written: string, scope: Scope, fail: Fail): { readonly name: string; readonly namespace: string } {
  const [prefix, name] = written.includes(":") ? written.split(":") : ["", written];
  const namespace = scope.get(prefix ?? "");
  if (namespace === undefined) return fail(`the prefix ${prefix} stands for nothing.`);
  return { name: name ?? "", namespace };
}

/**
 * The same function, which works out each answer once: the answers to the last `most` different keys are kept. Only for functions whose
 * answer depends on their arguments alone; `keyOf` must tell apart whatever the function tells apart.
 */
export function remembered<const Args extends readonly unknown[], Value>(keyOf: (...args: Args) => string | number, work: (...args: Args) => Value, most = 1_000): (...args: Args) => Value {
  const known = new Map<string | number, Value>();
  return (...args) => {
    const key = keyOf(...args);
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = work(...args);
    if (known.size >= most) known.clear();
    known.set(key, value);
    return value;
  };
}

/**
 * The same function, which works out its answer once for each object and keeps it for as long as the object lives. Only for functions
 * whose answer depends on that object alone, and for objects that never change.
 */
export function rememberedOf<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before.value;
    const value = work(key);
    known.set(key, { value });
    return value;
  };
}

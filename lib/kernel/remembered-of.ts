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

/** The same where the answer depends on a few more words as well: worked out once for each object and each of them. */
export function rememberedWith<Key extends object, const Rest extends readonly (string | number | boolean | null)[], Value>(work: (key: Key, ...rest: Rest) => Value): (key: Key, ...rest: Rest) => Value {
  const ofKey = rememberedOf((key: Key) => {
    const known = new Map<string, { readonly value: Value }>();
    return (rest: Rest): Value => {
      const name = JSON.stringify(rest);
      const before = known.get(name) ?? { value: work(key, ...rest) };
      known.set(name, before);
      return before.value;
    };
  });
  return (key, ...rest) => ofKey(key)(rest);
}

/** A function that is asked once for each key. For answers that cannot change as long as this one is used. */
export function remembered<Key, Value>(ask: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (known.has(key)) return known.get(key) as Value;
    const value = ask(key);
    known.set(key, value);
    return value;
  };
}

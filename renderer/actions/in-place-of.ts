interface Row {
  readonly id: string;
}

/** The row that stands in for one that is gone: the next of those that are left, or at the end the one before. */
export function inPlaceOf<R extends Row>(
  gone: string | undefined,
  before: readonly R[],
  left: readonly R[],
): R | undefined {
  const place = before.findIndex(({ id }) => id === gone);
  if (place < 0) return undefined;
  const byId = new Map(left.map((row) => [row.id, row]));
  const near = [...before.slice(place + 1), ...before.slice(0, place).reverse()];
  return near.map(({ id }) => byId.get(id)).find((row) => row !== undefined);
}

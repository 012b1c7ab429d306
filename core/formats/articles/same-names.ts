/** Whether two tables have the same columns, or two workbooks the same sheets, in the same order. */
export function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

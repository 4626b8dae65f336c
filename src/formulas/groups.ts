/** Items by a key, in the order in which keys first come. */
export function groupedBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** Items in the finest groups that share no coordinates. */
export function apart<Item>(
  items: readonly Item[],
  variablesOf: (item: Item) => readonly number[],
): Item[][] {
  let groups: Item[][] = [];
  for (const item of items) {
    const own = variablesOf(item);
    const touched = groups.filter((group) =>
      group.some((other) => variablesOf(other).some((v) => own.includes(v))),
    );
    groups = [...groups.filter((group) => !touched.includes(group)), [...touched.flat(), item]];
  }
  return groups;
}

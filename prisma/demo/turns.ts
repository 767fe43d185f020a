/** Lets many go on at once and keeps one step in order: the step of number n waits for that of n − 1. */
export class Turns {
  readonly #done: { readonly reached: Promise<void>; readonly open: () => void }[] = [];

  async take<Value>(number: number, step: () => Promise<Value>): Promise<Value> {
    if (number > 0) await this.#at(number - 1).reached;
    const value = await step();
    this.#at(number).open();
    return value;
  }

  #at(number: number) {
    return (this.#done[number] ??= signal());
  }
}

function signal() {
  let open = () => {};
  const reached = new Promise<void>((resolve) => { open = resolve; });
  return { reached, open };
}

/** Works through a list with so many at a time, beginning in order. The first failure ends it. */
export async function severalAtATime<Item>(items: readonly Item[], atATime: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}

/** Work begun before it is wanted, given in its order, so much of it at once. */
export async function* ahead<T, R>(
  items: Iterable<T>,
  most: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void> {
  const begun: Promise<R>[] = []
  for (const item of items) {
    const one = work(item)
    // Whoever waits for it hears of its failure; until then it is not unheard of.
    one.catch(() => undefined)
    begun.push(one)
    if (begun.length >= most) yield await begun.shift()!
  }
  for (const one of begun) yield await one
}

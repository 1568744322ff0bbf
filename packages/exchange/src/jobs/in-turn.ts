/**
 * Does the same for one after the other. One that fails stops none of those after it; what it failed with is thrown once all had
 * their turn.
 */
export async function inTurn<T>(
  all: readonly T[],
  act: (one: T) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = []
  for (const one of all) await act(one).catch((cause: unknown) => failures.push(cause))
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1)
    throw new AggregateError(failures, `${failures.length} of ${all.length} failed`)
}

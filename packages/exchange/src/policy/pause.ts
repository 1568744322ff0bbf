const LONGEST_MS = 20
let since = 0

/** Lets other work of the process go on every so often while something long is worked out. */
export async function pause(): Promise<void> {
  const now = performance.now()
  if (now - since < LONGEST_MS) return
  await new Promise((resolve) => setImmediate(resolve))
  since = performance.now()
}

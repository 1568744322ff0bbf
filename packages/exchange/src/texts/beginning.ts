/** The first `length` characters of a text, as JavaScript counts them, or one less: half a sign is none, and nothing that holds one can be kept. */
export function beginningOf(text: string, length: number): string {
  const cut = text.slice(0, length)
  return cut.length < text.length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}

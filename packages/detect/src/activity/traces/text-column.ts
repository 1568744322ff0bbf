/** Texts as the bytes they came in: shared between threads without a copy, and decoded where they are read. */

export type TextColumn = {
  /** UTF-8 of all texts, one after the other, in shared memory. */
  readonly bytes: Uint8Array
  /** Where each text ends in `bytes`. */
  readonly ends: Int32Array
}

/** The text at `place`; an absent one is empty. */
export function textAt({ bytes, ends }: TextColumn, place: number): string {
  const from = place === 0 ? 0 : ends[place - 1]!
  const to = ends[place]!
  if (from === to) return ''
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString()
}

/** Puts texts, given as their bytes, end to end. */
export function toTextColumn(texts: readonly (Uint8Array | null)[]): TextColumn {
  const ends = new Int32Array(new SharedArrayBuffer(texts.length * 4))
  let size = 0
  for (let k = 0; k < texts.length; k++) ends[k] = size += texts[k]?.length ?? 0
  const bytes = new Uint8Array(new SharedArrayBuffer(size))
  for (let k = 0; k < texts.length; k++)
    if (texts[k] !== null) bytes.set(texts[k]!, ends[k]! - texts[k]!.length)
  return { bytes, ends }
}

/** A text as it can be read, with the way back from each of its signs to those that were written. Pure. */

/** `from[i]` and `to[i]` bound what was written for the UTF-16 unit `i` of `text`. */
export type Mapped = { text: string; from: readonly number[]; to: readonly number[] }

/** Units of UTF-16, from the first to before the last. */
export type Span = { start: number; end: number }

/** What is replaced by what, as `String.replace` takes it. */
export type Step = readonly [pattern: RegExp, by: string | ((...match: string[]) => string)]

/** A text that reads as it is written. */
export function asWritten(text: string): Mapped {
  const from = Array.from({ length: text.length }, (_, i) => i)
  return { text, from, to: from.map((i) => i + 1) }
}

/** Takes steps one after the other; each replacement as long as its match keeps its signs, any other stands for the whole of it. */
export function readBy(mapped: Mapped, steps: readonly Step[]): Mapped {
  return steps.reduce(takeStep, mapped)
}

/** The same of a text by itself. */
export function readTextBy(text: string, steps: readonly Step[]): string {
  return steps.reduce((said, [pattern, by]) => said.replace(pattern, by as string), text)
}

function takeStep(mapped: Mapped, [pattern, by]: Step): Mapped {
  const { text, from, to } = mapped
  let out = ''
  const outFrom: number[] = []
  const outTo: number[] = []
  let done = 0
  const keep = (start: number, end: number, into: string): void => {
    out += into
    for (let i = 0; i < into.length; i++) {
      const isAlike = into.length === end - start
      outFrom.push(from[isAlike ? start + i : start]!)
      outTo.push(to[isAlike ? start + i : end - 1]!)
    }
  }
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '') continue
    const end = match.index + match[0].length
    const into = typeof by === 'string' ? by : by(...(match as unknown as string[]))
    if (into === match[0]) continue
    keep(done, match.index, text.slice(done, match.index))
    keep(match.index, end, into)
    done = end
  }
  if (done === 0) return mapped
  keep(done, text.length, text.slice(done))
  return { text: out, from: outFrom, to: outTo }
}

/** What was written for the signs from `start` to `end` of a reading. */
export function writtenAt({ from, to }: Mapped, start: number, end: number): Span {
  let [first, last] = [Infinity, 0]
  for (let i = start; i < end; i++) {
    first = Math.min(first, from[i]!)
    last = Math.max(last, to[i]!)
  }
  return { start: first, end: last }
}

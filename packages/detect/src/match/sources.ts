/** Where indicators stand: a file and a line, or an object of a bundle, as one number. */

type Source = { readonly name: string; readonly base: number; end: number }

/** Gives each line of each source a number of its own. */
export class Sources {
  readonly #sources: Source[] = []

  /** The base that the next source will have. */
  get nextBase(): number {
    return this.#sources.at(-1)?.end ?? 0
  }

  /** The base of the source opened last. */
  get base(): number {
    return this.#sources.at(-1)?.base ?? 0
  }

  /** Opens a source; its lines have numbers from the base it gives. */
  open(name: string): number {
    const base = this.nextBase
    this.#sources.push({ name, base, end: base })
    return base
  }

  /** The number of a line, counted from 1, of the source opened last. */
  place(line: number): number {
    const source = this.#sources.at(-1)!
    const place = source.base + line
    if (place > source.end) source.end = place
    return place
  }

  /** What a number stands for. */
  at(place: number): { source: string; line: number } {
    let low = 0
    let high = this.#sources.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (this.#sources[middle]!.base < place) low = middle
      else high = middle - 1
    }
    const { name, base } = this.#sources[low]!
    return { source: name, line: place - base }
  }
}

/** Words with their bits, walked letter by letter from any place of a text. Memory: 108 bytes a node. */
const LETTERS = 27
const FIRST = 97

export class WordTrie {
  private child = new Int32Array(1 << 16)
  private bits = new Float32Array(1 << 12).fill(Infinity)
  private nodes = 1

  /** Words of other characters than a to z are left out. Of two bits for one word the fewer count. */
  constructor(words: Iterable<readonly [string, number]>) {
    for (const [word, bits] of words) if (/^[a-z]+$/.test(word)) this.add(word, bits)
  }

  private add(word: string, bits: number): void {
    let node = 0
    for (let i = 0; i < word.length; i++) {
      const at = node * LETTERS + word.charCodeAt(i) - FIRST
      if (this.child[at] === 0) {
        if ((this.nodes + 1) * LETTERS > this.child.length) this.grow()
        this.child[at] = this.nodes++
      }
      node = this.child[at]!
    }
    this.bits[node] = Math.min(this.bits[node]!, bits)
  }

  private grow(): void {
    const child = new Int32Array(this.child.length * 2)
    child.set(this.child)
    this.child = child
    const bits = new Float32Array(Math.ceil(child.length / LETTERS)).fill(Infinity)
    bits.set(this.bits)
    this.bits = bits
  }

  /** Lowers `best[end]` to `best[start]` and the bits of each word that stands from `start` to `end`, each `dearer`. */
  relax(text: string, start: number, best: Float64Array, dearer: number): void {
    const { child, bits } = this
    const before = best[start]! + dearer
    let node = 0
    for (let i = start; i < text.length; i++) {
      const letter = text.charCodeAt(i) - FIRST
      if (letter < 0 || letter >= 26) return
      node = child[node * LETTERS + letter]!
      if (node === 0) return
      const total = before + bits[node]!
      if (total < best[i + 1]!) best[i + 1] = total
    }
  }
}

/** Columns whose length is not known beforehand. */

/** Numbers distinct strings from 0 in the order they come. */
export class Dictionary {
  private readonly names: string[] = []
  private readonly numbers = new Map<string, number>()

  get size(): number {
    return this.names.length
  }

  name(number: number): string {
    return this.names[number]!
  }

  number(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    const number = this.names.push(name) - 1
    this.numbers.set(name, number)
    return number
  }
}

/** A growing Int32Array. */
export class GrowingInts {
  private values = new Int32Array(1024)
  private size = 0

  push(value: number): void {
    if (this.size === this.values.length) {
      const grown = new Int32Array(this.size * 2)
      grown.set(this.values)
      this.values = grown
    }
    this.values[this.size++] = value
  }

  whole(): Int32Array {
    return this.values.subarray(0, this.size)
  }
}

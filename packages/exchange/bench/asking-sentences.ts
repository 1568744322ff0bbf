import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, 'asking-sentences')
/** Of the asks of each set so many, from the first on, ask openly; of its informs so many are plain. */
const OPEN = { first: 80, second: 60, third: 40 } as const
const PLAIN = { first: 110, second: 60, third: 50 } as const

export type SetName = keyof typeof OPEN

/** Sentences written for this measurement by people who had not seen the rules; `\n` in a line is the end of one. */
export function readSentences(set: SetName) {
  const read = (name: string): string[] =>
    readFileSync(join(FOLDER, set, `${name}.txt`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replaceAll(String.raw`\n`, '\n'))
  const [asks, informs] = [read('asks'), read('informs')]
  return {
    open: asks.slice(0, OPEN[set]),
    hidden: asks.slice(OPEN[set]),
    disguised: read('disguised'),
    plain: informs.slice(0, PLAIN[set]),
    hard: informs.slice(PLAIN[set]),
  }
}

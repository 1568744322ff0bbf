/** A list of own accounts beside those of a release. It is read line by line in the browser and goes nowhere. Pure. */
import type { Dossier } from './dossier.ts'

type Account = Dossier['accounts'][number]
/** What was read so far, and the accounts of the release that stand in it, each with the first line that names it. */
export type Match = {
  lines: number
  /** Lines with nothing in them. */
  empty: number
  found: { account: Account; line: number; as: string }[]
}

/** A cell beyond this is no name of an account. */
const LONGEST = 300

/**
 * Takes text of a list in pieces, as a file is read. A line names accounts by its cells, between commas, semicolons or tabs; small
 * and capital letters are the same, and an @ before a name is not part of it.
 */
export function openMatch(accounts: readonly Account[]): {
  take: (piece: string) => void
  end: () => Match
} {
  const wanted = new Map<string, Account[]>()
  for (const account of accounts)
    for (const name of new Set([account.login, account.userId ?? account.login].map(toKey)))
      wanted.set(name, [...(wanted.get(name) ?? []), account])
  const found = new Map<string, Match['found'][number]>()
  let lines = 0
  let empty = 0
  let rest = ''
  const takeLine = (line: string) => {
    lines++
    const cells = line.split(/[,;\t]/)
    if (cells.every((cell) => cell.trim() === '')) empty++
    for (const cell of cells) {
      if (cell.length > LONGEST) continue
      const as = cell.trim().replace(/^["']|["']$/g, '')
      for (const account of wanted.get(toKey(as)) ?? [])
        if (!found.has(account.id)) found.set(account.id, { account, line: lines, as })
    }
  }
  return {
    take: (piece) => {
      const whole = (rest + piece).split(/\r\n|\n|\r(?!$)/)
      rest = whole.pop() ?? ''
      for (const line of whole) takeLine(line)
    },
    end: () => {
      if (rest !== '') takeLine(rest.replace(/\r$/, ''))
      rest = ''
      return { lines, empty, found: [...found.values()] }
    },
  }
}

function toKey(name: string): string {
  return name.normalize('NFC').trim().replace(/^@/, '').toLowerCase()
}

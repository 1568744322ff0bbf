import {
  isIdentifierKind,
  type IdentifierKind,
  type PartyKeys,
  readList,
  type MatchContext,
} from '@tocsin/psi'
import { InvalidArgumentError } from 'commander'
import { createHmac } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** For the owner alone: keys, lists and what came of them. */
const SECRET = { mode: 0o600 }

export function readKind(text: string): IdentifierKind {
  if (isIdentifierKind(text)) return text
  throw new InvalidArgumentError('no kind of identifier')
}

/** Writes new keys; refuses to write over any. */
export function writeKeys(file: string, keys: PartyKeys): void {
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { ...SECRET, flag: 'wx' })
}

export function readKeys(file: string): PartyKeys {
  const keys = JSON.parse(readFileSync(file, 'utf8')) as Partial<PartyKeys>
  if (typeof keys.publicKey !== 'string' || typeof keys.secretKey !== 'string')
    throw new Error(`${file} holds no keys that match-private keys made`)
  return { publicKey: keys.publicKey, secretKey: keys.secretKey }
}

/** A list as it is matched, and in words what of it was not taken. */
export function readItems(
  file: string,
  kind: IdentifierKind,
  platform: string,
): { values: string[]; left: string[] } {
  const { values, twice, faulty, faults } = readList(
    readFileSync(file, 'utf8').split(/\r?\n/),
    kind,
    platform,
  )
  const left = [
    ...(twice > 0 ? [`${twice} lines say again what another says`] : []),
    ...(faulty > 0 ? [`${faulty} lines are no ${kind} and are left out`] : []),
    ...faults.map(({ line, fault }) => `  line ${line} ${fault}`),
    ...(faulty > faults.length ? [`  and ${faulty - faults.length} more`] : []),
  ]
  return { values, left }
}

/** What the holder keeps of an epoch: its key, and its list in the order of the table. */
export type KeptHolding = {
  readonly key: Buffer
  readonly publicKey?: Buffer
  readonly order: readonly (string | undefined)[]
  /** Of the table that it was prepared as, hex. */
  readonly digest: string
}

function nameOf({ agreement, epoch, kind }: MatchContext): string {
  return `${agreement}.${epoch}.${kind}`
}

export function writeHolding(folder: string, context: MatchContext, kept: KeptHolding): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${nameOf(context)}.holding`)
  const head = JSON.stringify({
    key: kept.key.toString('base64'),
    digest: kept.digest,
    ...(kept.publicKey ? { publicKey: kept.publicKey.toString('base64') } : {}),
  })
  // A line a place; padding is an empty line.
  const lines = [head, ...kept.order.map((value) => value ?? '')]
  writeFileSync(`${file}.new`, lines.join('\n'), SECRET)
  renameSync(`${file}.new`, file)
}

export function readHolding(folder: string, context: MatchContext): KeptHolding | undefined {
  const file = join(folder, `${nameOf(context)}.holding`)
  if (!existsSync(file)) return undefined
  const [head, ...lines] = readFileSync(file, 'utf8').split('\n')
  const { key, publicKey, digest } = JSON.parse(head!) as {
    key: string
    publicKey?: string
    digest: string
  }
  return {
    key: Buffer.from(key, 'base64'),
    ...(publicKey === undefined ? {} : { publicKey: Buffer.from(publicKey, 'base64') }),
    order: lines.map((line) => (line === '' ? undefined : line)),
    digest,
  }
}

/** Deletes keys and lists of epochs that are over: whoever finds the folder later opens nothing of them. Gives how many. */
export function dropOldHoldings(folder: string, { agreement, epoch, kind }: MatchContext): number {
  if (!existsSync(folder)) return 0
  const old = readdirSync(folder).filter((file) => {
    const [of, number, name, what] = file.split('.')
    return of === agreement && name === kind && what !== undefined && Number(number) < epoch
  })
  for (const file of old) rmSync(join(folder, file))
  return old.length
}

/** The holder's own count of what it answered in this epoch: nobody else's word for the budget is taken. */
export function openAnswered(folder: string, context: MatchContext) {
  const file = join(folder, `${nameOf(context)}.answered`)
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  const rounds = new Map(
    lines.filter((line) => line !== '').map((line) => line.split(' ') as [string, string]),
  )
  const asked = [...rounds.values()].reduce((sum, size) => sum + Number(size), 0)
  return {
    asked,
    rounds: rounds.size,
    has: (round: string) => rounds.has(round),
    add: (round: string, size: number) => appendFileSync(file, `${round} ${size}\n`, SECRET),
  }
}

/** What was asked in this epoch, under a code that only the own keys make: a list that is asked again is seen. */
export function openAsked(folder: string, context: MatchContext, { secretKey }: PartyKeys) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${nameOf(context)}.asked`)
  const codeOf = (value: string) =>
    createHmac('sha256', secretKey).update(value).digest('base64').slice(0, 22)
  const known = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [])
  return {
    has: (value: string) => known.has(codeOf(value)),
    add: (values: readonly string[]) =>
      appendFileSync(file, values.map((value) => `${codeOf(value)}\n`).join(''), SECRET),
  }
}

/** Adds lines to a file for the owner alone; others who could read it can no more. */
export function appendLines(file: string, lines: readonly string[]): void {
  const fd = openSync(file, 'a', SECRET.mode)
  try {
    if (fstatSync(fd).isFile()) fchmodSync(fd, SECRET.mode)
    writeFileSync(fd, lines.map((line) => `${line}\n`).join(''))
  } finally {
    closeSync(fd)
  }
}

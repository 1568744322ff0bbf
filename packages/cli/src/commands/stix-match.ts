import {
  findMatches,
  normaliseHashPattern,
  normaliseHashValues,
  observe,
  PatternError,
  StixError,
  type Bundle,
} from '@tocsin/stix'
import { Command } from 'commander'
import { placesOf, printable, readStixFile, type StixFile } from '../stix-file.ts'

type Find = ReturnType<typeof findMatches>

/** `tocsin stix match PATTERN FILE…`: the observed-data that match. Status 0 a match, 1 none, 2 where something could not be read. */
export const stixMatchCommand = new Command('match')
  .description('match a STIX pattern against the observed-data of all files together')
  .argument('<pattern>', "such as [domain-name:value LIKE '%-votes.example']")
  .argument('<file...>', 'bundles, objects, lists or JSON lines, - for standard input')
  .option('--json', 'print the match as JSON')
  .option(
    '--normalise-hashes',
    'take hashes for the same in capitals and small letters, SHA256 for SHA-256',
  )
  .addHelpText(
    'after',
    '\nExit status: 0 a match, 1 none, 2 something cannot be read, or malformed observed-data.',
  )
  .action(
    async (text: string, files: string[], flags: { json?: boolean; normaliseHashes?: boolean }) => {
      const find = compile(text)
      if (find === null) return
      const read: StixFile[] = []
      for (const file of files) read.push(await readStixFile(file))
      for (const { file, unreadable } of read)
        for (const reason of unreadable) refuse(`${file}: unreadable: ${reason}`)
      const alike = normaliseHashPattern(text)
      const isAlike = alike !== null && flags.normaliseHashes === true
      const matches = isAlike ? matchAlike(alike, read) : match(find, read)
      if (matches === null) return
      if (alike !== null && !isAlike) tellNearMiss(matches, matchAlike(alike, read, true))
      if (flags.json) console.log(JSON.stringify({ matches }, null, 2))
      else for (const { file, id } of matches) console.log(printable(`${file}: ${id}`))
      if (matches.length === 0) process.exitCode ??= 1
    },
  )

/** The pattern compiled; null once it is told why it cannot be. */
function compile(text: string): Find | null {
  try {
    return findMatches(text)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    refuse(error.message)
    for (const line of pointAt(text, error)) console.error(line)
    return null
  }
}

type Match = {
  readonly file: string
  readonly id: string
}

/** The same with the hashes of pattern and objects in one spelling. */
function matchAlike(pattern: string, read: readonly StixFile[], isQuiet = false): Match[] | null {
  const find = compile(pattern)
  return find && match(find, read, { form: normaliseHashValues, isQuiet })
}

/** Strings compare as they are, but nobody should take a hash in capitals for one that was never seen. */
function tellNearMiss(matches: readonly Match[], alike: readonly Match[] | null): void {
  if (alike === null || matches.length > 0 === alike.length > 0) return
  const would = alike.length > 0 ? 'would match' : 'would not match'
  console.error(
    `with hashes in one spelling (capitals, names of algorithms) it ${would}: see --normalise-hashes`,
  )
}

/** The observed-data of the match, none if there is none; null once it is told why it cannot be said. */
function match(
  find: Find,
  read: readonly StixFile[],
  { form = (object: unknown) => object, isQuiet = false } = {},
): Match[] | null {
  const places = new Map<unknown, { place: string; file: string }>()
  for (const one of read)
    for (const { object, place } of placesOf(one))
      places.set(form(object), { place, file: one.file })
  const all = { type: 'bundle', objects: [...places.keys()] } as unknown as Bundle
  const observations = observe([all])
  if (!isQuiet)
    for (const { object, reason } of observations.malformed)
      refuse(`${places.get(object)!.place}: ${reason}`)
  if (!isQuiet && observations.observations.length === 0 && observations.malformed.length === 0)
    console.error('there is no observed-data in it, and a pattern matches nothing else')
  try {
    return find(observations).map((one) => ({ file: places.get(one)!.file, id: one.id }))
  } catch (error) {
    if (!(error instanceof StixError)) throw error
    refuse(error.message)
    return null
  }
}

function refuse(reason: string): void {
  console.error(printable(reason))
  process.exitCode = 2
}

const BEFORE = 60
const BEHIND = 20

/** The part of the line with the fault, and a caret under the place. */
function pointAt(text: string, { line, column }: PatternError): string[] {
  const characters = [...(text.split('\n')[line - 1] ?? '')]
  const from = Math.max(0, column - BEFORE)
  const shown = characters.slice(from, column + BEHIND).join('')
  return [shown.replaceAll(/\p{Cc}/gu, ' '), `${' '.repeat(column - from)}^`]
}

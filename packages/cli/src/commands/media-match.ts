import {
  DetectError,
  PdqIndex,
  readHashList,
  SAME_PICTURE,
  type ListedHash,
  type PdqHit,
  type Turn,
} from '@tocsin/detect/media'
import { Command, InvalidArgumentError } from 'commander'
import { hashPictures, LEAST_QUALITY, type HashedPicture } from '../picture-files.ts'
import { printable } from '../stix-file.ts'
import { readTextFile } from '../text-file.ts'

type MatchFlags = {
  readonly hashes: string[]
  readonly distance: number
  readonly turned?: boolean
  readonly anyQuality?: boolean
  readonly json?: boolean
}

type Listed = ListedHash & { readonly list: string }
type Match = PdqHit & { readonly turn: Turn }

/** Faulty entries of lists that are told one by one. */
const MOST_FAULTS = 20

/** `tocsin media match --hashes LIST… FILE…`: which pictures are near which hashes. Status 0 when all was read, 2 where something could not be. */
export const mediaMatchCommand = new Command('match')
  .description('find pictures whose PDQ hash is near one of a list')
  .argument('<picture...>', 'JPEG, PNG, WebP, GIF or TIFF')
  .requiredOption(
    '--hashes <list...>',
    'CSV with a heading, JSON, JSON lines, or hashes one a line; behind the pictures',
  )
  .option(
    '--distance <bits>',
    `how many of 256 bits may differ, 0 to ${SAME_PICTURE}`,
    readDistance,
    SAME_PICTURE,
  )
  .option('--turned', 'look for the picture turned by quarters and mirrored, too')
  .option('--any-quality', `match pictures of a quality below ${LEAST_QUALITY}, too`)
  .option('--json', 'print one object a line')
  .addHelpText(
    'after',
    `
A hit says that two pictures look alike, not that they are the same or mean the same: look at both.
A picture cut, framed or written over may be missed; how often is in docs/media.md.
Exit status: 0 all was read, 2 something could not be.`,
  )
  .action(match)

async function match(files: string[], flags: MatchFlags): Promise<void> {
  const { listed, faults } = await readLists(flags.hashes)
  if (listed.length === 0)
    throw new DetectError('EMPTY', 'no PDQ hash in any list: nothing could be found')
  const index = PdqIndex.of(listed.map(({ hash }) => hash))
  const counts = { pictures: 0, poor: 0, hit: 0, refused: 0 }
  for await (const picture of hashPictures(files, () => counts.refused++)) {
    counts.pictures++
    if (picture.quality < LEAST_QUALITY && !flags.anyQuality) {
      counts.poor++
      continue
    }
    const matches = find(index, picture, flags)
    if (matches.length > 0) counts.hit++
    for (const found of matches) print(picture, found, listed[found.at]!, flags)
  }
  console.error(
    `${counts.hit} of ${counts.pictures} pictures near one of ${listed.length} hashes; ` +
      `${counts.poor} not looked for (quality below ${LEAST_QUALITY}), ${counts.refused} could not be read, ` +
      `${faults} entries of lists left out`,
  )
  if (counts.refused + faults > 0) process.exitCode = 2
}

async function readLists(files: readonly string[]): Promise<{ listed: Listed[]; faults: number }> {
  const listed: Listed[] = []
  let told = 0
  for (const list of files) {
    const { hashes, faults } = readHashList(await readTextFile(list), list)
    for (const hash of hashes) listed.push({ ...hash, list })
    for (const { line, reason } of faults)
      if (++told <= MOST_FAULTS)
        console.error(printable(`${list}, line ${line}: left out: ${reason}`))
  }
  return { listed, faults: told }
}

/** The nearest turn of each hash that is near. */
function find(index: PdqIndex, { turns }: HashedPicture, flags: MatchFlags): Match[] {
  const nearest = new Map<number, Match>()
  for (const [turn, hash] of turns) {
    if (turn !== 'as it is' && !flags.turned) continue
    for (const hit of index.near(hash, flags.distance))
      if (hit.distance < (nearest.get(hit.at)?.distance ?? Infinity))
        nearest.set(hit.at, { ...hit, turn })
  }
  return [...nearest.values()].sort((a, b) => a.distance - b.distance || a.at - b.at)
}

function print(
  { file, quality }: HashedPicture,
  { distance, turn }: Match,
  { list, line, note }: Listed,
  { json }: MatchFlags,
): void {
  if (json) console.log(JSON.stringify({ file, quality, distance, turn, list, line, note }))
  else
    console.log(
      printable(
        `${file}: ${distance} bits from ${list}, line ${line}${note && ` (${note})`}` +
          (turn === 'as it is' ? '' : `, ${turn}`),
      ),
    )
}

function readDistance(text: string): number {
  const bits = Number(text)
  if (!/^\d+$/.test(text) || bits > SAME_PICTURE)
    throw new InvalidArgumentError(`a whole number from 0 to ${SAME_PICTURE}`)
  return bits
}

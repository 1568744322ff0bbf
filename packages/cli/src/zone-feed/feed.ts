/** Zone files as a source of names: all that a zone delegates, or what is new since an earlier file of it. */
import { readLines } from '@tocsin/detect'
import { openLog } from '../packed-log.ts'
import { delegations } from './delegations.ts'
import { newNames, type ZoneCounts } from './new-names.ts'

export type ZoneFeed = {
  readonly names: AsyncIterable<readonly string[]>
  /** What was read, in words, once the names came to their end. */
  readonly conclude: () => string
}

/**
 * The names of the zone file `now`, perhaps packed; with `before` those alone that the earlier file does not have. Lines that cannot be
 * read go to `tell`, by file. Throws where a file cannot be read, and where two are to be compared that are not sorted.
 */
export function openZone(
  now: string,
  before: string | undefined,
  tell: (words: string) => void,
): ZoneFeed {
  const counts: ZoneCounts = { now: 0, before: 0, fresh: 0, gone: 0 }
  const read = (file: string) => ({
    file,
    batches: delegations(
      readLines(openLog(file), ({ message }) => tell(`${file}: ${message}`)),
      (line, words) => tell(`${file}, line ${line}: ${words}`),
    ),
  })
  if (before === undefined)
    return {
      names: everyName(read(now).batches, counts),
      conclude: () => `${counts.now} names that the zone delegates`,
    }
  return {
    names: newNames(read(now), read(before), counts),
    conclude: () =>
      `${counts.now} names that the zone delegates, ${counts.before} before; new: ${counts.fresh}, gone: ${counts.gone}`,
  }
}

async function* everyName(
  batches: AsyncIterable<readonly { name: string }[]>,
  counts: ZoneCounts,
): AsyncGenerator<string[]> {
  for await (const batch of batches) {
    counts.now += batch.length
    yield batch.map(({ name }) => name)
  }
}

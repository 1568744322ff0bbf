/** All logs at once, until each has ended or the user ends them; how far each was read is kept. */
import { openOutbound } from '@tocsin/ct'
import { Feed, type FeedOptions } from './feed.ts'
import type { NamedLog } from './log-list.ts'
import { StateFile } from './state-file.ts'
import { Told } from './told.ts'

export type FeedsOptions = Pick<FeedOptions, 'from' | 'once' | 'look' | 'print' | 'say'> & {
  readonly stateFile: string | null
  readonly allowPrivate: boolean
  readonly signal: AbortSignal
}

/** Follows every log; true where none failed. What was read of each, and what of it could not be, is said at the end. */
export async function runFeeds(
  logs: readonly NamedLog[],
  { stateFile, allowPrivate, signal, ...rest }: FeedsOptions,
): Promise<boolean> {
  const states = await StateFile.open(stateFile)
  const outbound = openOutbound({ allowPrivate, signal })
  const told = new Told()
  const feeds = logs.map((log) => new Feed(log, { ...rest, outbound, states, told, signal }))
  try {
    const ended = await Promise.all(feeds.map((feed) => feed.run()))
    return ended.every(Boolean)
  } finally {
    outbound.close()
    await states.save()
    for (const feed of feeds) rest.say(feed.log.url, summary(feed))
    if (told.repeated > 0)
      rest.say(
        'all logs',
        `${n(told.repeated)} alerts not told again: the same certificate and name in another place`,
      )
  }
}

const n = (count: number) => count.toLocaleString('en')

function summary({ counts }: Feed): string {
  const { leaves, names, unreadable, leftOut, from, to } = counts
  if (leaves === 0) return 'no leaf was read'
  return [
    `leaves ${n(from)} to ${n(to - 1)} read and proven to be the log's: ${n(leaves)} certificates, ${n(names)} names`,
    unreadable > 0 && `${n(unreadable)} certificates could not be read to their end`,
    leftOut > 0 && `${n(leftOut)} names left out, being too long or too many`,
  ]
    .filter(Boolean)
    .join('; ')
}

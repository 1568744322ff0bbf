import { CASE_PARTS, LIVE_KINDS, LIVE_PATH, type LiveEvent } from '@tocsin/api'
import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '../session/data.ts'

export type LiveState = 'connecting' | 'live' | 'lost'

/** Which cached answers an event makes old; the screen that shows one asks for it anew. */
const STALE: Record<LiveEvent['kind'], string[][]> = {
  'release.received': [['releases'], ['inbox'], ['news']],
  'release.recalled': [['releases'], ['inbox'], ['news']],
  'release.changed': [['releases'], ['networks']],
  'held.changed': [['held'], ['releases']],
  'notice.changed': [['notices'], ['elections', 'reachability'], ['news']],
  'message.changed': [['messages'], ['releases'], ['news']],
  'unmasking.changed': [['unmaskings']],
  'unsealing.changed': [['unsealings']],
  'knowledge.changed': [['knowledge'], ['networks', 'lineage']],
  'lookback.changed': [['lookback']],
  'matching.changed': [['matchings']],
  'meeting.changed': [['meetings']],
  'case.changed': [['cases'], ['duty', 'handovers'], ['duty', 'steps'], ['news']],
  'duty.changed': [['duty'], ['news']],
  'disclosure.changed': [['disclosures']],
  'report.changed': [['reports']],
  'party.changed': [['parties']],
  'vendors.changed': [['vendors']],
  'offices.changed': [['offices']],
  'papers.changed': [['papers', 'list']],
  'scheduled.changed': [['notices', 'scheduled']],
  'alert.changed': [['alerts']],
  'run.changed': [['runs'], ['findings'], ['networks'], ['alerts']],
  'finding.changed': [['networks']],
  'drill.changed': [['drill'], ['exchange']],
}

/** What an event makes old; of a case the part that it names, so that not all that fifty screens show is asked for at each act. */
function staleBy({ kind, subject }: Pick<LiveEvent, 'kind' | 'subject'>): string[][] {
  const [id = '', part] = kind === 'case.changed' ? subject.split('/') : []
  const known = CASE_PARTS.find((one) => one === part)
  if (known === undefined) return STALE[kind]
  return [
    ['cases', known, id],
    ['cases', 'events', id],
    ...(known === 'items'
      ? [
          ['cases', 'one', id],
          ['cases', 'duplicates', id],
        ]
      : []),
    ...(known === 'offers' ? [['news']] : []),
    ...(known === 'steps' ? STALE[kind].filter(([first]) => first === 'duty') : []),
  ]
}

const GATHERED_MS = 100
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 60_000

/**
 * Listens to the exchange for as long as the desk is open. Events of one burst are gathered for a tenth
 * of a second, so that a thousand acknowledgements ask for a list once.
 */
export function listenLive(
  client: QueryClient,
  onState: (state: LiveState) => void,
  onEvent: (event: LiveEvent) => void,
): () => void {
  const refresher = createRefresher(client)
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let wait = FIRST_WAIT_MS
  let lost = false
  const take = (message: MessageEvent<string>) => {
    const event = parseEvent(message.data)
    if (!event) return
    onEvent(event)
    refresher.add(staleBy(event))
  }
  const open = () => {
    const stream = new EventSource(LIVE_PATH)
    source = stream
    stream.addEventListener('open', () => {
      onState('live')
      // What happened while it was away may not be told again.
      if (lost) refresher.add(LIVE_KINDS.flatMap((kind) => STALE[kind]))
      lost = false
      wait = FIRST_WAIT_MS
    })
    stream.addEventListener('error', () => {
      onState('lost')
      lost = true
      // A browser mends a cut line by itself, but gives up for good at any refusal, such as a proxy's 502.
      if (stream.readyState !== EventSource.CLOSED) return
      // A session that has ended refuses too: asking for it tells the two apart.
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      again = setTimeout(open, wait)
      wait = Math.min(2 * wait, LONGEST_WAIT_MS)
    })
    for (const kind of LIVE_KINDS) stream.addEventListener(kind, take)
  }
  open()
  return () => {
    clearTimeout(again)
    refresher.stop()
    source?.close()
  }
}

/** Makes cached answers old, those of one burst together. */
function createRefresher(client: QueryClient) {
  const waiting = new Map<string, string[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const keys = [...waiting.values()]
    waiting.clear()
    for (const queryKey of keys) void client.invalidateQueries({ queryKey })
  }
  return {
    add: (keys: readonly string[][]) => {
      for (const key of keys) waiting.set(key.join('/'), key)
      timer ??= setTimeout(flush, GATHERED_MS)
    },
    stop: () => clearTimeout(timer),
  }
}

function parseEvent(data: string): LiveEvent | undefined {
  try {
    const event = JSON.parse(data) as LiveEvent
    return LIVE_KINDS.includes(event.kind) ? event : undefined
  } catch {
    // A proxy may cut a line; the next reconnect sends what was missed.
    return undefined
  }
}

import { LIVE_KINDS, LIVE_PATH, type LiveEvent } from '@tocsin/api'
import type { QueryClient } from '@tanstack/react-query'

export type LiveState = 'connecting' | 'live' | 'lost'

/** Which cached answers an event makes old; the screen that shows one asks for it anew. */
export function staleKeys(kind: LiveEvent['kind']): string[][] {
  if (kind.startsWith('release.')) return [['releases']]
  if (kind === 'notice.changed') return [['notices']]
  if (kind === 'run.changed') return [['runs'], ['findings']]
  return [['drill'], ['exchange']]
}

/**
 * Listens to the exchange for as long as the desk is open. Events of one burst are gathered for a tenth
 * of a second, so that a thousand acknowledgements ask for a list once.
 */
export function listenLive(
  client: QueryClient,
  onState: (state: LiveState) => void,
  onEvent: (event: LiveEvent) => void,
): () => void {
  const source = new EventSource(LIVE_PATH)
  const waiting = new Set<LiveEvent['kind']>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const keys = new Map([...waiting].flatMap(staleKeys).map((key) => [key.join('/'), key]))
    waiting.clear()
    for (const queryKey of keys.values()) void client.invalidateQueries({ queryKey })
  }
  const take = (message: MessageEvent<string>) => {
    const event = parseEvent(message.data)
    if (!event) return
    onEvent(event)
    waiting.add(event.kind)
    timer ??= setTimeout(flush, 100)
  }
  source.addEventListener('open', () => onState('live'))
  source.addEventListener('error', () => onState('lost'))
  source.addEventListener('message', take)
  for (const kind of LIVE_KINDS) source.addEventListener(kind, take)
  return () => {
    clearTimeout(timer)
    source.close()
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

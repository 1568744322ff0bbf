import { ApiError, createClient, type Client, type Route } from '@tocsin/api'
import { mayHide, toSeenAll } from './words/seen.ts'

/** Of these the screen gives back, saves or proves the very text: they are made to be seen where they are shown. */
const AS_THEY_ARE: ReadonlySet<string> = new Set([
  'draftStix',
  'getReleaseObjects',
  'uploadActivity',
  'readComposed',
  'composeStix',
  'getComposeDraft',
  'createComposeDraft',
  'saveComposeDraft',
  'getReceipt',
  'getOfficeReceipt',
  'exportAudited',
  'getMinutes',
  'getAnswerProof',
  'getNamedStatement',
  'listDecisions',
  'listOpenings',
])

const send = createClient({
  fetch: (input, init) => fetch(input, init),
  // One look over the whole text is a tenth of the work of a walk over every text in it, which few answers need.
  parse: (text, { name }) => {
    const reply: unknown = JSON.parse(text)
    return AS_THEY_ARE.has(name) || !mayHide(text) ? reply : toSeenAll(reply)
  },
})

/** Calls one route of the exchange that served this page; texts come as they may be shown. */
export const call: Client = async (route, input) => {
  const reply = await send(route, input)
  return typeof reply !== 'string' || AS_THEY_ARE.has(route.name) ? reply : toSeenAll(reply)
}

/** Calls a route that answers with a file: its bytes and headers as they came, which `call` would take for text. */
export async function callForFile<T extends Route>(
  route: T,
  input: Parameters<Client>[1] & object,
): Promise<{ blob: Blob; headers: Headers }> {
  let answered: Response | undefined
  const ask = createClient({
    fetch: async (address, init) => {
      const reply = await fetch(address, init)
      answered = reply.clone()
      return reply
    },
  })
  await ask(route, input as never)
  return { blob: await answered!.blob(), headers: answered!.headers }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'not-found'
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'not-signed-in'
}

/** A refusal stays a refusal; only an unreachable or failing server is worth asking again. */
export function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && !(error instanceof ApiError && error.status < 500)
}

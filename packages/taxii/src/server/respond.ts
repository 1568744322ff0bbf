import { TAXII_MEDIA_TYPE } from '../resources.ts'
import { type TaxiiError, toErrorMessage } from '../errors.ts'
import type { ObjectBytes, Page } from '../store.ts'

const encoder = new TextEncoder()
const TAIL = ']}'

function headersFor(extra: Record<string, string> = {}): Record<string, string> {
  return {
    'content-type': TAXII_MEDIA_TYPE,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    ...extra,
  }
}

/** A resource as JSON. */
export function respond(resource: unknown, status = 200): Response {
  return new Response(JSON.stringify(resource), { status, headers: headersFor() })
}

/** A success that has no resource, as that of DELETE (section 5.7). */
export function respondEmpty(): Response {
  return new Response(null, { status: 200, headers: headersFor() })
}

/** A page as envelope, manifest or versions: `name` is its list, `items` the list's JSON without brackets. */
export function respondPage(
  page: Page<unknown>,
  items: string | ObjectBytes,
  name: 'objects' | 'versions',
  next: string | null,
): Response {
  if (page.count === 0) return respond({})
  const head = `{"more":${next !== null}${next === null ? '' : `,"next":"${next}"`},"${name}":[`
  const headers = headersFor({
    'x-taxii-date-added-first': page.first!,
    'x-taxii-date-added-last': page.last!,
  })
  const body = typeof items === 'string' ? `${head}${items}${TAIL}` : enclose(head, items)
  return new Response(body, { headers })
}

/** The last body made of a page's bytes: pages that a store keeps are sent again and again. */
const bodies = new WeakMap<ObjectBytes, { head: string; body: Uint8Array<ArrayBuffer> }>()

/** Written around the objects the first time; a body that may still be on its way is never written over. */
function enclose(head: string, items: ObjectBytes): Uint8Array<ArrayBuffer> {
  const before = bodies.get(items)
  if (before?.head === head) return before.body
  const { buffer, start, end } = items
  const isFree = !before && start >= head.length && end + TAIL.length <= buffer.length
  const at = isFree ? start - head.length : 0
  const whole = isFree ? buffer : new Uint8Array(head.length + end - start + TAIL.length)
  if (!isFree) whole.set(buffer.subarray(start, end), head.length)
  const close = at + head.length + end - start
  encoder.encodeInto(head, whole.subarray(at))
  encoder.encodeInto(TAIL, whole.subarray(close))
  const body = whole.subarray(at, close + TAIL.length)
  bodies.set(items, { head, body })
  return body
}

/** A failure as error resource, with the headers its status calls for. */
export function respondError(error: TaxiiError, realm: string, allow?: string): Response {
  const extra: Record<string, string> = {}
  if (error.code === 'unauthorized')
    extra['www-authenticate'] = `Basic realm="${realm}", charset="UTF-8", Bearer realm="${realm}"`
  if (error.code === 'method-not-allowed' && allow) extra['allow'] = allow
  if (error.retryAfter !== undefined)
    extra['retry-after'] = String(Math.ceil(error.retryAfter / 1000))
  const body = JSON.stringify(toErrorMessage(error))
  return new Response(body, { status: error.status, headers: headersFor(extra) })
}

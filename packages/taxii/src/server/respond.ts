import { TAXII_MEDIA_TYPE } from '../resources.ts'
import { type TaxiiError, toErrorMessage } from '../errors.ts'
import type { Page } from '../store.ts'

const encoder = new TextEncoder()

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
  items: string | Uint8Array,
  name: 'objects' | 'versions',
  next: string | null,
): Response {
  if (page.count === 0) return respond({})
  const head = `{"more":${next !== null}${next === null ? '' : `,"next":"${next}"`},"${name}":[`
  const headers = headersFor({
    'x-taxii-date-added-first': page.first!,
    'x-taxii-date-added-last': page.last!,
  })
  const body = typeof items === 'string' ? `${head}${items}]}` : join(head, items)
  return new Response(body, { headers })
}

/** The last body made of a list: pages that a store keeps are sent again and again. */
const bodies = new WeakMap<Uint8Array, { head: string; body: Uint8Array<ArrayBuffer> }>()

function join(head: string, items: Uint8Array): Uint8Array<ArrayBuffer> {
  const before = bodies.get(items)
  if (before?.head === head) return before.body
  const body = new Uint8Array(head.length + items.length + 2)
  encoder.encodeInto(head, body)
  body.set(items, head.length)
  body[body.length - 2] = 0x5d
  body[body.length - 1] = 0x7d
  bodies.set(items, { head, body })
  return body
}

/** A failure as error resource, with the headers its status calls for. */
export function respondError(error: TaxiiError, realm: string, allow?: string): Response {
  const extra: Record<string, string> = {}
  if (error.code === 'unauthorized')
    extra['www-authenticate'] = `Basic realm="${realm}", charset="UTF-8", Bearer realm="${realm}"`
  if (error.code === 'method-not-allowed' && allow) extra['allow'] = allow
  const body = JSON.stringify(toErrorMessage(error))
  return new Response(body, { status: error.status, headers: headersFor(extra) })
}

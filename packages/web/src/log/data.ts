import { getPacket, getReceipt, listLog } from '@tocsin/api'
import { formatPacket } from '@tocsin/proof'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

export const logQuery = infiniteQueryOptions({
  queryKey: ['log'],
  queryFn: ({ pageParam, signal }) =>
    call(listLog, {
      query: { limit: 100, ...(pageParam < 0 ? {} : { before: pageParam }) },
      signal,
    }),
  initialPageParam: -1,
  getNextPageParam: (page) => {
    const last = page.items.at(-1)
    return last && last.index > 0 ? last.index : undefined
  },
})

/** The signed tree head as the log serves it, or nothing before the first; a file, not a JSON route. */
export const treeHeadQuery = queryOptions({
  queryKey: ['log', 'head'],
  queryFn: async ({ signal }) => {
    const response = await fetch('/log/checkpoint', { signal })
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`The tree head could not be read (${response.status}).`)
    return response.text()
  },
})

/** Fetches the proof file of an act that the own member took part in. */
export function fetchReceipt(index: number): Promise<string> {
  return call(getReceipt, { params: { index } })
}

/** Fetches all that is on record about a notice or a release and that the own member took part in, as a packet's text. */
export async function fetchPacket(about: string): Promise<string> {
  const receipts: string[] = []
  let after: string | undefined
  do {
    const query = { limit: 100, ...(after === undefined ? {} : { after }) }
    const page = await call(getPacket, { params: { about }, query })
    receipts.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return formatPacket({ about, receipts })
}

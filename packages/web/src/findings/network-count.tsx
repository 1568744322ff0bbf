import { useQuery } from '@tanstack/react-query'
import { networkCountQuery } from './triage-data.ts'
import type { TriageSearch } from './triage-search.ts'

/** How many networks these filters leave now. */
export function NetworkCount(props: { search: TriageSearch }) {
  const { data } = useQuery(networkCountQuery(props.search))
  return data === undefined ? '…' : data.toLocaleString('en')
}

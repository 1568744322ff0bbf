import { getLineage } from '@tocsin/api'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../client.ts'

/** What was shown before stays until another instant is there. Old with what is made of findings and techniques. */
export function lineageQuery(id: string, at: string | undefined) {
  return queryOptions({
    queryKey: ['networks', 'lineage', id, at ?? 'now'],
    queryFn: ({ signal }) =>
      call(getLineage, { params: { id }, query: at === undefined ? {} : { at }, signal }),
    placeholderData: keepPreviousData,
  })
}

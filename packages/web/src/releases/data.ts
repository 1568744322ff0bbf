import {
  answerRecall,
  createRelease,
  getRelease,
  getReleaseObjects,
  getTearLineOpening,
  listAttributions,
  listMasked,
  listReleases,
  previewRelease,
  printRelease,
  proposeCorrection,
  proposeTearLine,
  recallRelease,
  type BodyOf,
  type Release,
  type ReleaseDraft,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { call, callForFile } from '../client.ts'

export function releasesQuery(direction: 'in' | 'out', words?: string) {
  return infiniteQueryOptions({
    queryKey: ['releases', 'list', direction, words ?? ''],
    queryFn: ({ pageParam, signal }) =>
      call(listReleases, {
        query: {
          direction,
          limit: 100,
          ...(words ? { words } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function releaseQuery(id: string) {
  return queryOptions({
    queryKey: ['releases', 'one', id],
    queryFn: ({ signal }) => call(getRelease, { params: { id }, signal }),
  })
}

/**
 * The same for the page that shows what is in it: that is asked for at once, and not once the page is drawn. To ask is to read, so of one
 * that was taken back it is not asked.
 */
export function shownReleaseQuery(id: string) {
  const { queryKey } = releaseQuery(id)
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client }) => {
      const release = await call(getRelease, { params: { id }, signal })
      if (!release.summary.recalledAt) void client.prefetchQuery(releaseObjectsQuery(id))
      return release
    },
  })
}

export function releaseObjectsQuery(id: string) {
  return queryOptions({
    queryKey: ['releases', 'objects', id],
    queryFn: ({ signal }) => call(getReleaseObjects, { params: { id }, signal }),
  })
}

/** A release on paper, alone or with the other parts of its statement. */
export async function fetchPaper(id: string, parts: 'own' | 'all'): Promise<Blob> {
  return (await callForFile(printRelease, { params: { id }, query: { parts } })).blob
}

/** For its sender: whom the pseudonyms stand for. */
export function maskedQuery(id: string) {
  return queryOptions({
    queryKey: ['releases', 'masked', id],
    queryFn: ({ signal }) => call(listMasked, { params: { id }, signal }),
  })
}

export function usePreviewRelease() {
  return useMutation({
    mutationFn: (draft: ReleaseDraft) => call(previewRelease, { body: draft }),
  })
}

export function useCreateRelease() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof createRelease>) => call(createRelease, { body }),
    onSuccess: (release) => keep(client, release),
  })
}

/** Attributions of the same objects; asking reads those that are shown, so it is asked for by hand. */
export function useAttributions(id: string) {
  return useMutation({ mutationFn: () => call(listAttributions, { params: { id } }) })
}

/** Proposes a correction of an own part; nothing leaves. */
export function useProposeCorrection(id: string) {
  return useMutation({
    mutationFn: (body: BodyOf<typeof proposeCorrection>) =>
      call(proposeCorrection, { params: { id }, body }),
  })
}

/** Proposes a lower version of an own release; nothing leaves. */
export function useProposeTearLine(id: string) {
  return useMutation({
    mutationFn: (body: BodyOf<typeof proposeTearLine>) =>
      call(proposeTearLine, { params: { id }, body }),
  })
}

/** What opens the commitment of an own lower version, as the text of a file. */
export async function fetchOpening(id: string): Promise<string> {
  return JSON.stringify(await call(getTearLineOpening, { params: { id } }))
}

export function useRecall(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) => call(recallRelease, { params: { id }, body: { reason } }),
    onSuccess: (release) => keep(client, release),
  })
}

export function useAnswerRecall(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof answerRecall>) => call(answerRecall, { params: { id }, body }),
    onSuccess: (release) => keep(client, release),
  })
}

/** An answer asked for before the act must not take the place of the act's own. */
async function keep(client: QueryClient, release: Release): Promise<void> {
  const { queryKey } = releaseQuery(release.summary.id)
  await client.cancelQueries({ queryKey })
  client.setQueryData(queryKey, release)
  await client.invalidateQueries({ queryKey: ['releases', 'list'] })
}

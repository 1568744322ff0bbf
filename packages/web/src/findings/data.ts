import {
  cancelRun,
  draftMethod,
  draftStix,
  exportFinding,
  printFinding,
  type Tlp,
  getFinding,
  importFindings,
  listRuns,
  startRun,
  uploadActivity,
  type BodyOf,
  type ExportForm,
} from '@tocsin/api'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call, callForFile } from '../client.ts'

export const runsQuery = infiniteQueryOptions({
  queryKey: ['runs'],
  queryFn: ({ pageParam: after, signal }) =>
    call(listRuns, { query: after ? { after } : {}, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
  // Live events announce changes; this is for a screen whose stream is cut.
  refetchInterval: (query) =>
    query.state.data?.pages.some(({ items }) =>
      items.some((run) => run.state === 'running' || run.state === 'queued'),
    )
      ? 2000
      : false,
})

export function findingQuery(id: string) {
  return queryOptions({
    queryKey: ['findings', id],
    queryFn: ({ signal }) => call(getFinding, { params: { id }, signal }),
    staleTime: Infinity,
  })
}

/** The set-up of a run as objects of a release; steady while one is composed, as a finding's are. */
export function methodQuery(id: string) {
  return queryOptions({
    queryKey: ['runs', id, 'method'],
    queryFn: ({ signal }) => call(draftMethod, { params: { id }, body: {}, signal }),
    staleTime: Infinity,
    gcTime: 0,
  })
}

export function stixQuery(id: string) {
  return queryOptions({
    queryKey: ['findings', id, 'stix'],
    queryFn: ({ signal }) => call(draftStix, { params: { id }, signal }),
    // Steady while a release is composed, made anew for the next one: a version is released once.
    staleTime: Infinity,
    gcTime: 0,
  })
}

/** One form of a finding, as the text of a file. */
export function fetchExport(id: string, form: ExportForm): Promise<string> {
  return call(exportFinding, { params: { id, form } })
}

/** The dossier as PDF, with this marking on each page. */
export async function fetchDossier(id: string, tlp: Tlp): Promise<Blob> {
  return (await callForFile(printFinding, { params: { id }, query: { tlp } })).blob
}

/** The finding as a STIX bundle, as the text of a file: a draft that is marked only once it is released. */
export async function fetchStix(id: string): Promise<string> {
  const { objects } = await call(draftStix, { params: { id } })
  return `${JSON.stringify({ type: 'bundle', id: `bundle--${id}`, objects }, undefined, 2)}\n`
}

export function useUpload() {
  return useMutation({
    mutationFn: (file: File) => call(uploadActivity, { query: { name: file.name }, body: file }),
  })
}

export function useStartRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof startRun>) => call(startRun, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: runsQuery.queryKey }),
  })
}

export function useCancelRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(cancelRun, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: runsQuery.queryKey }),
  })
}

export function useImportFindings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (findings: unknown[]) => call(importFindings, { body: { findings } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['networks'] }),
  })
}

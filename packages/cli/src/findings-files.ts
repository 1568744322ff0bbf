/** The files that a run's findings are written to, as its options ask. */
import {
  accountsCsv,
  gexf,
  graphMl,
  objectsCsv,
  reportHtml,
  toGraph,
  toStixBundle,
  type Detection,
  type StixObject,
} from '@tocsin/detect'
import type { DetectFlags } from './detect-flags.ts'
import type { FileToWrite } from './whole-file.ts'

/** What a bundle lacks is told one by one up to so many. */
const MOST = 30

/** `leftOut` says what the findings do not hold and these files therefore lack. */
export function findingsFiles(
  detection: Detection,
  flags: DetectFlags,
  identity: StixObject | null,
): { files: FileToWrite[]; leftOut: string[] } {
  const { result } = detection
  const files: FileToWrite[] = []
  const leftOut: string[] = []
  const write = (path: string | undefined, chunks: () => FileToWrite['chunks']) => {
    if (path) files.push({ path, chunks: chunks() })
  }
  write(flags.accounts, () => accountsCsv(detection))
  write(flags.objects, () => objectsCsv(detection, flags.fdr))
  if (flags.graphml || flags.gexf) {
    const graph = toGraph(result, flags.fdr)
    write(flags.graphml, () => graphMl(graph))
    write(flags.gexf, () => gexf(graph))
    leftOut.push(...graph.leftOut.map((words) => `not in the graph: ${words}`))
  }
  if (flags.stix) {
    const { platform = null, fdr: rate } = flags
    const { bundle, dropped } = toStixBundle(result, { identity, at: new Date(), platform, rate })
    write(flags.stix, () => [JSON.stringify(bundle, null, 2), '\n'])
    leftOut.push(...dropped.slice(0, MOST).map((words) => `not in the STIX file: ${words}`))
    if (dropped.length > MOST)
      leftOut.push(`not in the STIX file: ${dropped.length - MOST} more such things`)
  }
  write(flags.out, () => [JSON.stringify(result, null, 2), '\n'])
  write(flags.report, () => reportHtml(result))
  return { files, leftOut }
}

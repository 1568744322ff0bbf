import {
  compatCsv,
  continueNetworks,
  COMPAT_TOOLS,
  countCompat,
  DEFAULTS,
  detectCounted,
  edgesCsv,
  POST_TRACES,
  type CompatTool,
} from '@tocsin/detect'
import { Command, Option } from 'commander'
import {
  FINDINGS_OUTPUTS,
  readMappingFile,
  readNumber,
  readPlatform,
  readTraces,
  engineAddress,
  readWindow,
  verifyFlags,
  type DetectFlags,
} from '../detect-flags.ts'
import { isConfirmed, readingOf, withReadingOptions } from '../reading-options.ts'
import { networkTable, traceTable } from '../network-table.ts'
import { readPreviousFindings } from '../previous-findings.ts'
import { verifyOutputs } from '../output-paths.ts'
import { readIdentity } from '../stix-identity.ts'
import { startProgressBar } from '../progress-bar.ts'
import { findingsFiles } from '../findings-files.ts'
import { untilCancelled } from '../until-cancelled.ts'
import { writeWholeFiles } from '../whole-file.ts'

/** `tocsin detect INPUT…`: coordinated networks in an activity export. */
export const detectCommand = withReadingOptions(new Command('detect'))
  .description('find accounts that act as one in an activity export')
  .argument(
    '<input...>',
    'CSV, TSV, JSON, JSON lines (also .gz) or Parquet files, or folders of them; with --engine Parquet paths as the engine knows them, or table:NAME',
  )
  .option(
    '--object <traces>',
    `what posts have in common: ${POST_TRACES.join(', ')} (default: ${DEFAULTS.traces.join(',')})`,
    readTraces,
  )
  .option(
    '--window <time>',
    'test timing within one window: 60s, 5m, 1h, unlimited (default: all scales at once)',
    readWindow,
  )
  .option(
    '--min <n>',
    `least weight of a pair (default: ${DEFAULTS.minWeight}; with --compat the tool’s own)`,
    readNumber,
  )
  .option(
    '--members <n>',
    `least accounts of a network (default: ${DEFAULTS.minMembers})`,
    readNumber,
  )
  .addOption(
    new Option('--mode <what>', `what a pair’s weight counts (default: ${DEFAULTS.mode})`).choices([
      'pairs',
      'objects',
      'contents',
    ]),
  )
  .option('--fdr <q>', 'false-discovery rate of what is found (default: 0.05)', readNumber)
  .option('--seed <n>', 'seed of the grouping', readNumber)
  .addOption(
    new Option('--compat <tool>', 'count exactly as another tool').choices([...COMPAT_TOOLS]),
  )
  .addOption(
    new Option('--engine <name>', 'count where a lake lies, on an engine that reads it').choices([
      'spark',
    ]),
  )
  .option(
    '--spark <sc://…>',
    'with --engine spark: its Spark Connect endpoint, sc://HOST:PORT[/;token=…;use_ssl=true] (default: SPARK_REMOTE)',
  )
  .option('--edge-weight <q>', 'with coortweet: keep edges above this quantile', readNumber)
  .option(
    '--edges <file>',
    'write the pairs of at least --min as CSV; with no other output only pairs are counted',
  )
  .option('--resume <folder>', 'with --edges alone: keep what is read there, and go on from it')
  .option('--accounts <file>', 'write the accounts in networks, with score and q, as CSV')
  .option('--objects <file>', 'write the things that members of a network had in common as CSV')
  .option('--graphml <file>', 'write the networks as a graph (GraphML)')
  .option('--gexf <file>', 'write the networks as a graph (GEXF)')
  .option('--stix <file>', 'write the networks as a STIX 2.1 bundle')
  .option('--stix-author <file>', 'with --stix: JSON file with the STIX identity of who found them')
  .option(
    '--platform <name>',
    'with --stix: the platform of the accounts, such as telegram',
    readPlatform,
  )
  .option('--out <file>', 'write the findings as JSON')
  .option('--report <file>', 'write the findings as a page to read (HTML)')
  .option('--previous <file>', 'findings of the run before: networks keep their names')
  .option('--json', 'print the findings as JSON')
  .action((inputs: string[], flags: DetectFlags) =>
    untilCancelled((signal) => runDetect(inputs, flags, signal)),
  )

async function runDetect(inputs: string[], given: DetectFlags, signal: AbortSignal) {
  const flags = given.mapping ? { ...(await readMappingFile(given.mapping)), ...given } : given
  verifyFlags(flags)
  await verifyOutputs(
    Object.fromEntries(
      (['edges', ...FINDINGS_OUTPUTS] as const).map((name) => [`--${name}`, flags[name]]),
    ),
    [...inputs, flags.mapping ?? [], flags.stixAuthor ?? []].flat(),
  )
  if (flags.engine === undefined && !(await isConfirmed(inputs, flags, signal))) return
  if (flags.compat !== undefined) return runCompat(inputs, flags, signal)
  const identity = flags.stixAuthor ? await readIdentity(flags.stixAuthor) : null
  const bar = startProgressBar()
  const mode = flags.mode ?? DEFAULTS.mode
  const findings =
    !flags.edges || Boolean(flags.json) || FINDINGS_OUTPUTS.some((name) => flags[name])
  const previous = flags.previous ? await readPreviousFindings(flags.previous) : null
  const detection = await detectCounted(
    inputs,
    {
      traces: flags.object,
      ...readingOf(flags),
      window: flags.window,
      minWeight: flags.min,
      minMembers: flags.members,
      mode,
      fdr: flags.fdr,
      seed: flags.seed,
      findings,
      everyPair: flags.edges !== undefined,
      resume: flags.resume,
      spark: engineAddress(flags),
    },
    { signal, onProgress: bar.show },
  ).finally(bar.clear)
  const { traces } = detection
  const result = previous ? continueNetworks(detection.result, previous) : detection.result
  const edges = flags.edges ? [{ path: flags.edges, chunks: edgesCsv(traces, mode) }] : []
  const { files, leftOut } = findingsFiles({ ...detection, result }, flags, identity)
  await writeWholeFiles([...edges, ...files], signal)
  for (const warning of [...result.warnings, ...leftOut]) console.error(`warning: ${warning}`)
  console.log(
    flags.json
      ? JSON.stringify(result)
      : findings
        ? networkTable(result, flags.fdr)
        : traceTable(result),
  )
}

async function runCompat(inputs: string[], flags: DetectFlags, signal: AbortSignal) {
  const bar = startProgressBar()
  const traces = await countCompat(
    inputs,
    {
      tool: flags.compat as CompatTool,
      traces: flags.object,
      columns: flags.columns,
      preset: flags.preset,
      timeFormat: flags.timeFormat,
      allowMixedZones: flags.mixedZones,
      window: flags.window,
      min: flags.min,
      edgeWeight: flags.edgeWeight,
    },
    { signal, onProgress: bar.show },
  ).finally(bar.clear)
  if (flags.edges) await writeWholeFiles([{ path: flags.edges, chunks: compatCsv(traces) }], signal)
  for (const { trace, edges } of traces)
    console.log(`${trace}: ${edges.length.toLocaleString('en')} edges`)
}

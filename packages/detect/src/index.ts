export { detect, detectCounted, weightOf } from './coordination/detect.ts'
export type { AccountStanding } from './coordination/finding/verdict.ts'
export type { CountedTrace } from './coordination/counted-trace.ts'
export type { Detection, DetectHooks } from './coordination/detect.ts'
export { DETECTORS } from './detectors.ts'
export type { Detector, DetectorInput } from './detectors.ts'
export type { Finding, FindingKind } from './finding.ts'
export type { CounterEvidence, FindingHead } from './finding-head.ts'
export { DetectError } from './errors.ts'
export type { DetectErrorCode, DetectErrorHelp, DetectErrorPlace } from './errors.ts'
export type {
  ChanceSummary,
  DetectionResult,
  Evidence,
  EvidenceRow,
  FindingEdge,
  FindingMember,
  FindingParameters,
  Moment,
  NetworkCounterEvidence,
  NetworkEvent,
  NetworkExplanation,
  NetworkFinding,
  SourceSummary,
  Technique,
  Timeline,
  TraceShare,
  TraceSummary,
  Verdict,
} from './coordination/network-finding.ts'
export type { Trace } from './activity/trace.ts'
export { DEFAULTS } from './coordination/options.ts'
export type { CountingMode, DetectOptions } from './coordination/options.ts'
export { PRESETS } from './activity/presets/presets.ts'
export { ROLES } from './activity/presets/roles.ts'
export type { ColumnMapping, Preset, Role } from './activity/presets/roles.ts'
export type { OnProgress, Progress } from './progress.ts'
export { TIME_FORMATS } from './activity/times/time-form.ts'
export type { TimeChoice } from './activity/times/time-form.ts'
export type { TimesDescription } from './activity/read/time-column.ts'
export { describeSource } from './activity/read/activity.ts'
export type { SourceDescription } from './activity/read/activity.ts'
export { POST_TRACES } from './activity/traces/post-objects.ts'
export type { PostTrace } from './activity/traces/post-objects.ts'
export { generateTraffic, type Traffic } from './traffic/generate.ts'
export type {
  ActStyle,
  ActTrace,
  BenignOptions,
  OperationOptions,
  TrafficOptions,
} from './traffic/options.ts'
export {
  postRow,
  trafficCsv,
  trafficJsonl,
  trafficRows,
  trafficTruth,
  type PostRow,
} from './traffic/rows.ts'
export { COMPAT_TOOLS, countCompat } from './coordination/compat/compat.ts'
export type {
  CompatEdge,
  CompatOptions,
  CompatTool,
  CompatTrace,
} from './coordination/compat/compat.ts'
export { accountsCsv, cell as csvCell, compatCsv, edgesCsv } from './report/tables.ts'
export { objectsCsv } from './report/objects-table.ts'
export { compareRuns } from './report/comparison.ts'
export type { ComparedRun, Comparison } from './report/comparison.ts'
export { toStixBundle } from './report/stix/bundle.ts'
export { lookalikeToStix } from './report/stix/lookalike-to-stix.ts'
export { networkToStix } from './report/stix/network-to-stix.ts'
export type { DraftFacts, StixDraft, StixObject } from './report/stix/network-to-stix.ts'
export { toGraph } from './report/graph.ts'
export type { Graph } from './report/graph.ts'
export { gexf, graphMl } from './report/graph-files.ts'
export { chanceWords, chanceWordsOfAll } from './report/expected-by-chance.ts'
export { traceLineage } from './coordination/finding/lineage.ts'
export type { Lineage, NamedNetwork } from './coordination/finding/lineage.ts'
export { continueNetworks } from './coordination/finding/succession.ts'
export type { PreviousFinding } from './coordination/finding/succession.ts'
export { createStream, restoreStream } from './coordination/stream/stream.ts'
export type {
  NetworkChange,
  StreamChange,
  StreamTotals,
} from './coordination/stream/stream-change.ts'
export { createPostReader } from './activity/read/post-reader.ts'
export type { LinePosts, Post, PostReader, PostReaderOptions } from './activity/read/post-reader.ts'
export type { PostStream } from './coordination/stream/post-stream.ts'
export type { StandingNetwork } from './coordination/stream/standing-networks.ts'
export type { StreamEdge } from './coordination/stream/stream-edge.ts'
export { STREAM_DEFAULTS, STREAM_TRACES } from './coordination/stream/stream-options.ts'
export type { StreamOptions, StreamTrace } from './coordination/stream/stream-options.ts'
export { outlineFindings } from './report/outline.ts'
export type { OutlineEntry } from './report/outline.ts'
export { reportHtml } from './report/report.ts'
export { toTiming, TRACE_WORDS, VERDICT_WORDS } from './report/words.ts'
export { techniqueAddress } from './coordination/finding/techniques.ts'
export { toPlain as toPlainLetters } from './lookalike/glyphs.ts'
export { Watch } from './lookalike/watch.ts'
export { OrdinaryNames } from './lookalike/ordinary.ts'
export { findLookalikes } from './lookalike/find.ts'
export type { LookalikeOptions, Lookalikes } from './lookalike/find.ts'
export type { LookalikeFinding } from './lookalike/lookalike-finding.ts'
export { readLines } from './lines.ts'
export { bitsAt, THRESHOLD as LOOKALIKE_THRESHOLD } from './lookalike/alert.ts'
export type { Alert, Technique as LookalikeTechnique } from './lookalike/alert.ts'
export { toTargets } from './lookalike/targets.ts'
export type { Target, TargetRow } from './lookalike/targets.ts'
export { Indicators } from './match/indicators.ts'
export { readList, type ListFault, type ListOptions, type ListReading } from './match/read-list.ts'
export { StixReader, type StixFault, type StixReading } from './match/read-stix.ts'
export { toSightings, type Tallied } from './match/tally.ts'
export { wouldHit, type WouldHit } from './match/would-hit.ts'

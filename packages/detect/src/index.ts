export { detect, detectCounted, weightOf } from './detect.ts'
export type { CountedTrace, Detection, DetectHooks } from './detect.ts'
export { DetectError } from './errors.ts'
export type { DetectErrorCode, DetectErrorPlace } from './errors.ts'
export type {
  ChanceSummary,
  CounterEvidence,
  DetectionResult,
  Evidence,
  EvidenceRow,
  Finding,
  FindingEdge,
  FindingMember,
  FindingParameters,
  Moment,
  NetworkEvent,
  SourceSummary,
  Technique,
  Timeline,
  TraceShare,
  TraceSummary,
} from './finding/finding.ts'
export type { Trace } from './trace.ts'
export { DEFAULTS } from './options.ts'
export type { CountingMode, DetectOptions } from './options.ts'
export { PRESETS, ROLES } from './presets/presets.ts'
export type { ColumnMapping, Preset, Role } from './presets/presets.ts'
export type { OnProgress, Progress } from './progress.ts'
export { describeSource } from './read/activity.ts'
export type { SourceDescription } from './read/activity.ts'
export { POST_TRACES } from './traces/post-objects.ts'
export type { PostTrace } from './traces/post-objects.ts'
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
export { COMPAT_TOOLS, countCompat } from './compat/compat.ts'
export type { CompatEdge, CompatOptions, CompatTool, CompatTrace } from './compat/compat.ts'
export { accountsCsv, compatCsv, edgesCsv } from './report/tables.ts'
export { traceLineage } from './finding/lineage.ts'
export type { Lineage, NamedNetwork } from './finding/lineage.ts'
export { continueNetworks } from './finding/succession.ts'
export type { PreviousFinding } from './finding/succession.ts'
export { createStream, restoreStream } from './stream/stream.ts'
export type {
  NetworkChange,
  StreamChange,
  StreamPost,
  StreamTotals,
} from './stream/stream-change.ts'
export { createPostReader } from './stream/post-reader.ts'
export type { PostReader } from './stream/post-reader.ts'
export type { PostStream } from './stream/post-stream.ts'
export type { StandingNetwork } from './stream/standing-networks.ts'
export type { StreamEdge } from './stream/stream-edge.ts'
export { STREAM_DEFAULTS, STREAM_TRACES } from './stream/stream-options.ts'
export type { StreamOptions, StreamTrace } from './stream/stream-options.ts'
export { outlineFindings } from './report/outline.ts'
export type { OutlineEntry } from './report/outline.ts'
export { reportHtml } from './report/report.ts'
export { techniqueAddress } from './finding/techniques.ts'

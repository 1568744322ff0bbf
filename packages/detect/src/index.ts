export type {
  DetectionResult,
  Evidence,
  EvidenceRow,
  Finding,
  FindingEdge,
  FindingMember,
  FindingParameters,
  SourceSummary,
  Timeline,
  Trace,
  TraceSummary,
} from './finding/finding.ts'
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

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

export type { Bundle } from './bundle.ts'
export { canonicalize } from './canonical.ts'
export { select } from './selector.ts'
export { decodeText } from './decode.ts'
export { StixError, type StixErrorCode } from './errors.ts'
export { deterministicId, isObservableType, newId, typeOfId } from './id.ts'
export { normalise, type Deviation, type Normalised, type NormaliseOptions } from './normalise.ts'
export { compareTimestamps, fromTimestamp, isTimestamp, toTimestamp } from './timestamp.ts'
export {
  joinTlp,
  TLP,
  TLP_1,
  TLP_2_EXTENSION,
  TLP_LEVELS,
  tlpMarking,
  tlpOf,
  tlpOfId,
  tlpRank,
  type Tlp1Marking,
  type TlpLevel,
  type TlpMarking,
} from './tlp.ts'
export { SCHEMAS } from './catalogue.ts'
export { jsonSchema } from './json-schema.ts'
export type {
  ExternalReference,
  Extension,
  ExtensionType,
  GranularMarking,
  KillChainPhase,
} from './schema/common.ts'
export { DOMAIN_TYPES, META_TYPES, OBSERVABLE_TYPES, RELATIONSHIP_TYPES } from './schema/types.ts'
export { VOCABULARIES, type VocabularyName } from './schema/vocabulary.ts'
export type {
  DomainObject,
  KnownObject,
  MetaObject,
  Observable,
  ObjectOf,
  RelationshipObject,
  StixObject,
} from './types.ts'
export type { Fault } from './checks/run.ts'
export { isValid, validate, type Validation } from './validate/validate.ts'
export type { ExtensionDefinition } from './meta/extension-definition.ts'
export type { LanguageContent } from './meta/language-content.ts'
export type { MarkingDefinition } from './meta/marking-definition.ts'
export type { Artifact } from './sco/artifact.ts'
export type { AutonomousSystem } from './sco/autonomous-system.ts'
export type { Directory } from './sco/directory.ts'
export type { DomainName } from './sco/domain-name.ts'
export type { EmailAddr } from './sco/email-addr.ts'
export type { EmailMessage } from './sco/email-message.ts'
export type { File } from './sco/file.ts'
export type { Ipv4Addr } from './sco/ipv4-addr.ts'
export type { Ipv6Addr } from './sco/ipv6-addr.ts'
export type { MacAddr } from './sco/mac-addr.ts'
export type { Mutex } from './sco/mutex.ts'
export type { NetworkTraffic } from './sco/network-traffic.ts'
export type { Process } from './sco/process.ts'
export type { Software } from './sco/software.ts'
export type { Url } from './sco/url.ts'
export type { UserAccount } from './sco/user-account.ts'
export type { WindowsRegistryKey } from './sco/windows-registry-key.ts'
export type { X509Certificate } from './sco/x509-certificate.ts'
export type { AttackPattern } from './sdo/attack-pattern.ts'
export type { Campaign } from './sdo/campaign.ts'
export type { CourseOfAction } from './sdo/course-of-action.ts'
export type { Grouping } from './sdo/grouping.ts'
export type { Identity } from './sdo/identity.ts'
export type { Incident } from './sdo/incident.ts'
export type { Indicator } from './sdo/indicator.ts'
export type { Infrastructure } from './sdo/infrastructure.ts'
export type { IntrusionSet } from './sdo/intrusion-set.ts'
export type { Location } from './sdo/location.ts'
export type { MalwareAnalysis } from './sdo/malware-analysis.ts'
export type { Malware } from './sdo/malware.ts'
export type { Note } from './sdo/note.ts'
export type { ObservedData } from './sdo/observed-data.ts'
export type { Opinion } from './sdo/opinion.ts'
export type { Report } from './sdo/report.ts'
export type { ThreatActor } from './sdo/threat-actor.ts'
export type { Tool } from './sdo/tool.ts'
export type { Vulnerability } from './sdo/vulnerability.ts'
export type { Relationship } from './sro/relationship.ts'
export type { Sighting } from './sro/sighting.ts'
export {
  addMarkings,
  clearMarkings,
  getMarkings,
  isMarked,
  removeMarkings,
  setMarkings,
  type Marking,
  type MarkingOptions,
} from './markings/markings.ts'
export type { GranularScope } from './markings/granular.ts'
export {
  redact,
  type Clearance,
  type Redaction,
  type RedactOptions,
  type Refusal,
} from './markings/redact.ts'
export {
  compareVersions,
  decideVersion,
  newVersion,
  revoke,
  verifyVersion,
  type VersionOptions,
  type VersionVerdict,
} from './version.ts'
export { normaliseHashPattern, normaliseHashValues } from './pattern/normalise-hashes.ts'
export {
  isCutEnvelope,
  objectsWithin,
  parseText,
  printText,
  readDocuments,
  readObjects,
  type SourceObject,
} from './text.ts'
export { EQUIVALENCE_THRESHOLD, isEquivalent, similarity } from './equivalence/equivalence.ts'
export { createBundle, createObject, type CreateOptions, type PropertiesOf } from './create.ts'
export type {
  Comparison as PatternComparison,
  Constant as PatternConstant,
  ObjectPath,
  Operator as PatternOperator,
  Pattern,
  Qualifier as PatternQualifier,
  Step as PathStep,
  Test as PatternTest,
} from './pattern/ast.ts'
export { compilePattern, findMatches } from './match/compile.ts'
export {
  observe,
  type Observation,
  type Observations,
  type Properties,
} from './match/observation.ts'
export { PatternError, type PatternErrorCode } from './pattern-error.ts'
export { equivalentPatterns } from './equivalence/pattern/equivalence.ts'
export { parsePattern } from './pattern/parse.ts'
export { printPattern } from './pattern/print.ts'

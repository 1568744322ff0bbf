/** Indicators over logs: a way in that loads nothing else of this package. */
export { DetectError } from '../errors.ts'
export { HALF_LIVES, weightOf } from './decay.ts'
export { FollowedList, type Update } from './followed-list.ts'
export { FollowedStix } from './followed-stix.ts'
export { logKindOf } from './formats.ts'
export type { Hit, IndicatorPlace } from './hits.ts'
export { Gathering, type Gathered } from './gather.ts'
export { Indicators } from './indicators.ts'
export type { UnreadFields } from './json-fields.ts'
export { KEY, kindOfKey, type Key, type KeyKind, type ValueKind } from './key.ts'
export { keptKeysOf, spanOf } from './kept-key.ts'
export { LineCutter, LONGEST_LINE } from './lines.ts'
export { LogScan, type LogScanOptions } from './log-scan.ts'
export { Matcher, type MatchCounts, type MatcherOptions } from './matcher.ts'
export type { PatternCounts } from './pattern-set.ts'
export { isPlatformHost, isPlatformName, platformOf, profileOf } from './platforms.ts'
export {
  readList,
  readListLines,
  type ListFault,
  type ListOptions,
  type ListReading,
} from './read-list.ts'
export { StixReader, type StixFault, type StixReading } from './read-stix.ts'
export type { Unreached } from './reach.ts'
export { defang, refang } from './refang.ts'
export type { Value } from './read-value.ts'
export { Tally, toSightings, type Tallied } from './tally.ts'
export { DECAYS, scoreOf, type Decay } from './score.ts'
export { readTerms, type Terms, type Unlooked } from './terms.ts'
export { unpacked } from './unpack.ts'
export { hiddenInValue, hiddenInWords, toShown } from './unseen.ts'
export { ABSENT_WARNINGS, isGovernmentName, WARNING_LISTS, warningsOf } from './warning-lists.ts'
export { wouldHit, type WouldHit } from './would-hit.ts'

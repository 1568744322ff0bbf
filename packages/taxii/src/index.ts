export type { Fault, Validate } from './admission.ts'
export { credentialsOf, type Credentials } from './credentials.ts'
export { createCursorSeal, type CursorSeal } from './cursor.ts'
export { type EnvelopePart, splitEnvelope } from './envelope.ts'
export { TaxiiError, type TaxiiErrorCode } from './errors.ts'
export { isUuid } from './identifier.ts'
export type { SeedCollection, SeedObject, SeedRoot } from './memory/kept.ts'
export { createMemoryStore, type MemoryStore, type MemoryStoreOptions } from './memory/store.ts'
export * from './resources.ts'
export { isSameObject } from './same-object.ts'
export { createTaxiiServer, type TaxiiServerOptions } from './server/server.ts'
export { ALREADY_PRESENT, toStatus, VERSION_TAKEN } from './status.ts'
export type {
  Addition,
  Caller,
  CollectionRef,
  ObjectBytes,
  ObjectQuery,
  Page,
  Submission,
  TaxiiStore,
  VersionFilter,
} from './store.ts'
export { fromMicros, fromMillis, normalTimestamp, toMicros, versionKey } from './timestamp.ts'
export type { ObjectStream, PageDates, TaxiiClientOptions } from './client/asking.ts'
export { createTaxiiClient, type TaxiiClient } from './client/client.ts'
export type { Deviation, DeviationCode, OnDeviation } from './client/deviations.ts'
export { type EnvelopeFrame, readEnvelope } from './client/envelope-stream.ts'
export { poll, type PollOptions, type PollPage } from './client/poll.ts'
export type { PollCursor } from './client/poll-place.ts'
export type { ClientFilters } from './client/query.ts'
export type { RetryOptions } from './client/retry.ts'
export { findServers, type ResolveSrv, type SrvRecord } from './client/srv.ts'
export type { ClientCredentials } from './client/transport.ts'
export { checkServer, type Finding, RULES } from './check/check.ts'
export type { Outcome, Rule } from './check/rule.ts'
export type { CheckOptions } from './check/subject.ts'

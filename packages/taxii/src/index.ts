export * from './resources.ts'
export type {
  Addition,
  Caller,
  CollectionRef,
  ObjectQuery,
  Page,
  Submission,
  TaxiiStore,
  VersionFilter,
} from './store.ts'
export { fromMicros, fromMillis, normalTimestamp, toMicros, versionKey } from './timestamp.ts'

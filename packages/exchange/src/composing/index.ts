/** What reads lists, tables, mails and STIX without an exchange: a way in that loads nothing else. */
export { MEDIA_HEAD, mediaTypeOf } from './media-type.ts'
export { MAX_INPUT, readInput } from './read.ts'
export { defang } from '@tocsin/detect/match'
export { toOtherParts as partsToStix } from './to-parts.ts'
export { toStix as compositionToStix } from './to-stix.ts'
export { ABSENT as ABSENT_LISTS, findWarnings } from './warnings.ts'

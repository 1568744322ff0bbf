/** Suspicious mails and links: a way in that loads nothing else of this package. */
export { DetectError } from '../errors.ts'
export type { Attached, FileKind } from './attachments.ts'
export type { ArcChain, ArcSet } from './arc.ts'
export type { Signature } from './dkim.ts'
export type { ResolveTxt } from './signing.ts'
export type { FoundLink } from './found-links.ts'
export { judge } from './judge.ts'
export type {
  Finding,
  FindingCode,
  First,
  JudgeFacts,
  Judgement,
  Level,
  Verdict,
} from './judgement.ts'
export { findHits, findImitations, hostsOf, mailboxesOf, valuesOf } from './matching.ts'
export type { Hit, Imitation } from './matching.ts'
export { MOST_BYTES, readSuspiciousMail, type ReadOptions } from './read-mail.ts'
export { readSuspiciousWords } from './read-words.ts'
export type { MailHead, SuspiciousReading } from './reading.ts'
export { openResolver } from './resolver.ts'
export { unwrap, type Unwrapped } from './unwrap.ts'
export { ANSWER_LANGUAGES, harmless, inWords, type Answer, type AnswerLanguage } from './words.ts'

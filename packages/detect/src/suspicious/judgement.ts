/** What a reading comes to, as codes with what they name. */
import type { Hit, Imitation } from './matching.ts'

export type Level = 'danger' | 'caution' | 'note'

export type FindingCode =
  | 'known'
  | 'indicator'
  | 'alert'
  | 'imitates-own'
  | 'imitates-other'
  | 'no-from'
  | 'several-from'
  | 'name-shows-address'
  | 'says-own-name'
  | 'reply-differs'
  | 'own-server-pass'
  | 'own-server-fail'
  | 'own-server-spf'
  | 'spf-passes'
  | 'spf-fails'
  | 'spf-unknown'
  | 'own-server-silent'
  | 'no-own-server'
  | 'policy-unmet'
  | 'unsigned'
  | 'not-checked-again'
  | 'signed-in-part'
  | 'signed-by-sender'
  | 'signed-by-other'
  | 'signature-broken'
  | 'signature-unasked'
  | 'signature-expired'
  | 'signature-unusable'
  | 'chain-not-checked'
  | 'chain-unasked'
  | 'chain-holds'
  | 'chain-changed-before'
  | 'chain-misshapen'
  | 'chain-said-failed'
  | 'chain-changed'
  | 'chain-broken'
  | 'chain-claims'
  | 'chain-claims-unproven'
  | 'really-own'
  | 'own-unproven'
  | 'link-unread'
  | 'unwrapped'
  | 'user-in-link'
  | 'odd-port'
  | 'cannot-unwrap'
  | 'leads-on'
  | 'own-host'
  | 'common-host'
  | 'runs'
  | 'odd-scheme'
  | 'shown-differs'
  | 'number-host'
  | 'mixed-letters'
  | 'foreign-letters'
  | 'file-two-endings'
  | 'file-turned-name'
  | 'file-other-than-named'
  | 'file-macros'
  | 'file-runs'
  | 'file-locked'
  | 'file-packed'
  | 'file-page'
  | 'turned'
  | 'asks-password'
  | 'form'
  | 'script'
  | 'headers-lost'
  | 'no-headers'
  | 'left-pictures'
  | 'left-archives'
  | 'left-links'
  | 'left-mails'
  | 'left-files'
  | 'left-text'
  | 'left-way'
  | 'left-tags'

export type Finding = {
  readonly code: FindingCode
  readonly level: Level
  /** What the words name; texts of the mail are shown as they are written, and made harmless by whoever prints them. */
  readonly values: Readonly<Record<string, string>>
}

/** What is known of whoever asks, and of what was found. */
export type JudgeFacts = {
  /** Own domains, in ASCII and small letters. */
  readonly ownDomains: readonly string[]
  /** Own names as people write them. */
  readonly ownNames: readonly string[]
  readonly imitations: readonly Imitation[]
  /** Of things that are known here: what, and what is said of it. */
  readonly known: readonly { readonly value: string; readonly title: string }[]
  /** Names about which whoever asks has an alert. */
  readonly alerts: readonly string[]
  readonly hits: readonly Hit[]
  /** Hosts that everybody uses, which say nothing of who made a page there. */
  readonly common: readonly string[]
}

export type Verdict = 'known' | 'imitates' | 'danger' | 'caution' | 'nothing-known'

export type Judgement = {
  readonly verdict: Verdict
  /** Codes of what to do, in order. */
  readonly first: readonly First[]
  readonly findings: readonly Finding[]
  /** Findings beyond those kept. */
  readonly more: number
}

export type First =
  'do-not-click' | 'do-not-open' | 'do-not-answer' | 'call-known-number' | 'if-clicked' | 'report'

/** Words for each code in one language. */
export type WordsOf = {
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly first: Readonly<Record<First, string>>
  readonly findings: Readonly<Record<FindingCode, string>>
}

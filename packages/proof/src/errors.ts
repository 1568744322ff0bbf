/** Why a proof, note, key or log was refused. The list is closed: switch over it. */
export type ProofErrorCode =
  | 'malformed-base64'
  | 'malformed-text'
  | 'changed-text'
  | 'malformed-number'
  | 'malformed-key'
  | 'malformed-note'
  | 'malformed-checkpoint'
  | 'malformed-cosignature'
  | 'malformed-tile'
  | 'malformed-entries'
  | 'malformed-leaf'
  | 'malformed-proof'
  | 'malformed-receipt'
  | 'malformed-packet'
  | 'malformed-decision'
  | 'not-opened'
  | 'too-large'
  | 'unsupported-key'
  | 'unknown-signer'
  | 'bad-signature'
  | 'ignored-line'
  | 'wrong-origin'
  | 'missing-witness'
  | 'not-included'
  | 'not-consistent'
  | 'wrong-payload'
  | 'log-unreadable'
  | 'log-mismatch'

/** The one error this package throws: a code to branch on, a sentence to show, a cause to keep. */
export class ProofError extends Error {
  readonly code: ProofErrorCode

  constructor(code: ProofErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'ProofError'
    this.code = code
  }
}

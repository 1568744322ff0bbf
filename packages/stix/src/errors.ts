/** Every way this package refuses, as a closed set: a caller can switch on it. */
export type StixErrorCode =
  | 'invalid'
  | 'unreadable'
  | 'not-utf8'
  | 'not-json'
  | 'duplicate-key'
  | 'lone-surrogate'
  | 'too-deep'
  | 'bad-timestamp'
  | 'bad-id'
  | 'bad-type'
  | 'bad-selector'
  | 'bad-marking'
  | 'marking-not-found'
  | 'not-versionable'
  | 'already-revoked'
  | 'unmodifiable-property'
  | 'not-later'
  | 'version-conflict'
  | 'not-comparable'
  | 'too-complex'

/** The one error of the package (patterns have their own, which adds line and column). */
export class StixError extends Error {
  readonly code: StixErrorCode

  constructor(code: StixErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StixError'
    this.code = code
  }
}

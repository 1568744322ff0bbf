/** Why something of a match was refused. The list is closed: switch over it. */
export const PSI_ERROR_CODES = [
  'bad-key',
  'bad-length',
  'bad-point',
  'bad-proof',
  'bad-signature',
  'duplicate-point',
  'own-reflection',
  'too-many',
  'wrong-context',
  'wrong-digest',
  'wrong-order',
  'ended',
  'worker-failed',
] as const
export type PsiErrorCode = (typeof PSI_ERROR_CODES)[number]

/** The one error this package throws: a code to branch on, a sentence to show, and where it is of one item, its place from 0. */
export class PsiError extends Error {
  readonly code: PsiErrorCode
  readonly index: number | undefined

  constructor(
    code: PsiErrorCode,
    message: string,
    options?: { cause?: unknown; index?: number | undefined },
  ) {
    super(message, options)
    this.name = 'PsiError'
    this.code = code
    this.index = options?.index
  }
}

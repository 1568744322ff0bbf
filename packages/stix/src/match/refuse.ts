/** How what reads a constant says that it cannot be matched with; where in the text it stands is added further up. */
import type { PatternErrorCode } from '../pattern-error.ts'

export type Refuse = (code: PatternErrorCode, reason: string) => never

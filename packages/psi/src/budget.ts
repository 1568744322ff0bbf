import { KINDS, type IdentifierKind } from './identifiers/kinds.ts'

/**
 * What a peer may still ask. Identifiers can be guessed, so what keeps a list private is how few guesses are answered: of 2^b
 * identifiers that could be listed, q answers leave b - log2(q) bits of guesswork before all are known.
 */
export type Budget = {
  /** Questions in one epoch, padding counted: nobody but the asker can tell the two apart. */
  readonly queries: number
  /** Bits of guesswork that must be left of a kind. */
  readonly floorBits: number
}

export type BudgetState = {
  readonly queriesLeft: number
  /** Bits of guesswork left to whoever would list all identifiers of the kind, as it stands. */
  readonly bitsLeft: number
}

/** What is left of a budget after so many questions of a kind in this epoch. */
export function stateOf(budget: Budget, kind: IdentifierKind, asked: number): BudgetState {
  return {
    queriesLeft: Math.max(0, mostQueries(budget, kind) - asked),
    bitsLeft: bitsLeft(kind, asked),
  }
}

/** Bits of guesswork that so many answers leave of a kind. */
export function bitsLeft(kind: IdentifierKind, asked: number): number {
  return Math.max(0, KINDS[kind].bits - Math.log2(Math.max(1, asked)))
}

/** So many questions of a kind a budget admits in one epoch: the smaller of its two bounds. */
export function mostQueries({ queries, floorBits }: Budget, kind: IdentifierKind): number {
  return Math.min(queries, Math.floor(2 ** Math.max(0, KINDS[kind].bits - floorBits)))
}

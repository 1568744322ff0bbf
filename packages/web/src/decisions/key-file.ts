import { DECISION_OUTCOMES, type Decision } from '@tocsin/api'
import type { DecisionKey } from '@tocsin/proof/sealing'

const FORMAT = 'tocsin/decision-key/v1'

/** A key as it is kept in a file by the member that it belongs to. */
export type KeyFile = DecisionKey & { member: string }

export function formatKeyFile(member: string, key: DecisionKey): string {
  return JSON.stringify({ decisionKey: FORMAT, member, ...key }, null, 2)
}

/** Throws where a file is no key, in words to show. */
export function parseKeyFile(text: string): KeyFile {
  const { decisionKey, member, publicKey, privateKey } = readObject(text)
  const isKey =
    decisionKey === FORMAT &&
    typeof member === 'string' &&
    typeof publicKey === 'string' &&
    typeof privateKey === 'object' &&
    privateKey !== null
  if (!isKey) throw new Error('This file is not a key for decisions.')
  return { member, publicKey, privateKey: privateKey as JsonWebKey }
}

/** Throws where what was sealed is no decision, as of a browser that seals something else. */
export function parseDecision(text: string): Decision {
  const { outcome, how, known, anyway, policy } = readObject(text)
  const isOne =
    DECISION_OUTCOMES.some((one) => one === outcome) &&
    typeof how === 'string' &&
    typeof known === 'boolean' &&
    typeof anyway === 'boolean' &&
    typeof policy === 'string'
  if (!isOne) throw new Error('What was sealed is not a decision as this page writes them.')
  return { outcome: outcome as Decision['outcome'], how, known, anyway, policy }
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // What is no JSON is no object either.
  }
  return {}
}

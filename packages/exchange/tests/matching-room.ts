/** What two members agree on in tests of private matching, and a public key of a side. */
import type { MatchingTerms } from '@tocsin/api'
import { randomBytes } from 'node:crypto'

export const KEY = () => randomBytes(64).toString('base64')
export const TERMS: MatchingTerms = {
  lane: 'bulk',
  learns: 'receiver',
  kinds: ['domain'],
  platform: '',
  askerSize: 16,
  holderSize: 64,
  queries: 48,
  rounds: 10,
  floorBits: 20,
  epochDays: 7,
  purpose: 'election-security',
  until: '2026-12-01T00:00:00.000Z',
}

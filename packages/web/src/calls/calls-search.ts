/** What the address of a list of calls asks; what it cannot ask is left out. Pure. */
import type { CallFilter } from '@tocsin/api'

export type CallsSearch = Omit<CallFilter, 'notice' | 'all'> & { all?: true }

const STATES = ['unreachable', 'overdue', 'waiting', 'told'] as const
const ROLES = ['chief-official', 'clerk', 'it', 'vendor'] as const
const CALLED = ['never', 'not-reached', 'reached', 'wrong-number'] as const
const ORDERS = ['place', 'longest', 'calls'] as const

/** Filters and order of a list of calls out of an address; the most urgent first stands there as nothing. */
export function toCallsSearch(asked: Record<string, unknown>): CallsSearch {
  const { words: given } = asked
  const isText = typeof given === 'string' || typeof given === 'number'
  const words = isText ? String(given).trim().slice(0, 300) : ''
  const state = STATES.find((one) => one === asked['state'])
  const role = ROLES.find((one) => one === asked['role'])
  const called = CALLED.find((one) => one === asked['called'])
  const sort = ORDERS.find((one) => one === asked['sort'])
  return {
    ...(words && { words }),
    ...(state && { state }),
    ...(role && { role }),
    ...(called && { called }),
    ...(sort && { sort }),
    ...(asked['all'] === true ? { all: true } : {}),
  }
}

/** The same as the exchange is asked it. */
export function toFilter({ all, ...search }: CallsSearch, notice: string | undefined): CallFilter {
  return { ...search, ...(all ? { all: 'true' } : {}), ...(notice ? { notice } : {}) }
}

/** Whether anything but the order narrows the list. */
export function isNarrowed({ words, state, role, called }: CallsSearch): boolean {
  return [words, state, role, called].some((one) => one !== undefined)
}

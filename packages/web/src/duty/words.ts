import type { Colleague } from '@tocsin/api'

export function namesIn(people: readonly Colleague[]): string {
  return people.map(({ name }) => name).join(', ')
}

export const STEP_NAMES = {
  open: 'not begun',
  doing: 'under way',
  done: 'done',
  dropped: 'dropped',
} as const

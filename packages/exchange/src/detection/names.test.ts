import { TRACES, type COUNTING_MODES, type EXPLANATIONS } from '@tocsin/api'
import { TRACE_WORDS, type CountingMode, type NetworkExplanation, type Trace } from '@tocsin/detect'
import { expect, test } from 'vitest'

type Same<A, B> = [A, B] extends [B, A] ? true : never

test('the API names every trace, explanation and way of counting of the detector, for which the screens have words', () => {
  const traces: Same<(typeof TRACES)[number], Trace> = true
  const explanations: Same<(typeof EXPLANATIONS)[number], NetworkExplanation> = true
  const modes: Same<(typeof COUNTING_MODES)[number], CountingMode> = true
  expect([traces, explanations, modes]).toEqual([true, true, true])
  expect(Object.keys(TRACE_WORDS).toSorted()).toEqual([...TRACES].toSorted())
})

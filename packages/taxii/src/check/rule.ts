/** Conformance rules are data: what section 8 asks of a server, one normative sentence a rule. */
import type { Subject } from './subject.ts'

export type Outcome = { verdict: 'pass' | 'fail' | 'not tried'; detail?: string }

export type Rule = {
  /** Steady name, for scripts. */
  id: string
  /** Section of TAXII 2.1 (OASIS Standard, 10 June 2021). */
  section: string
  level: 'must' | 'should'
  /** What the server has to do, in one sentence. */
  text: string
  test: (subject: Subject) => Outcome | Promise<Outcome>
}

/** Why rules about reading are not tried on an empty server. */
export const NO_OBJECTS = 'no readable collection holds objects'
/** Why rules about writing are not tried. */
export const NO_WRITING = 'writing was not permitted, or no collection may be read and written'

export const pass: Outcome = { verdict: 'pass' }

export function fail(detail: string): Outcome {
  return { verdict: 'fail', detail }
}

export function notTried(detail: string): Outcome {
  return { verdict: 'not tried', detail }
}

/** Pass, or fail with what was found instead. */
export function expect(holds: boolean, detail: string): Outcome {
  return holds ? pass : fail(detail)
}

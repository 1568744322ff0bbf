/** One validation in progress: where it stands, what it found, what it may still spend. */

/** One broken rule. `path` is a JSON Pointer (RFC 6901) into the validated value. */
export interface Fault {
  readonly level: 'must' | 'should'
  readonly path: string
  readonly rule: string
  readonly message: string
  /** The section of the OASIS STIX 2.1 text that states the rule. */
  readonly section: string
}

export interface Run {
  readonly faults: Fault[]
  readonly path: (string | number)[]
  /** Section of the object being checked, for rules that have no section of their own. */
  section: string
  /** Values looked at so far, against `MAX_NODES`. */
  nodes: number
  /** Set once the budget is spent; everything stops. */
  exhausted: boolean
  /** The deprecated observable container (2.13) we are in, whose keys references name. */
  container: Readonly<Record<string, unknown>> | null
}

export const MAX_DEPTH = 100
/** Some 400,000 objects in one bundle; beyond, a shared-reference bomb is likelier than data. */
const MAX_NODES = 10_000_000
const MAX_FAULTS = 100_000

export function startRun(): Run {
  return { faults: [], path: [], section: '3', nodes: 0, exhausted: false, container: null }
}

/** Counts one value; false when the run has spent what it may. */
export function spend(run: Run): boolean {
  if (++run.nodes <= MAX_NODES) return !run.exhausted
  if (!run.exhausted) {
    run.exhausted = true
    report(run, 'must', 'too-large', `more than ${MAX_NODES} values, the rest is not checked`, '')
  }
  return false
}

/** Notes a broken MUST at the current path, or at one of its properties. */
export function must(
  run: Run,
  rule: string,
  message: string,
  section?: string,
  at?: string | number,
) {
  report(run, 'must', rule, message, section ?? run.section, at)
}

/** Notes a broken SHOULD. */
export function should(
  run: Run,
  rule: string,
  message: string,
  section?: string,
  at?: string | number,
) {
  report(run, 'should', rule, message, section ?? run.section, at)
}

function report(
  run: Run,
  level: Fault['level'],
  rule: string,
  message: string,
  section: string,
  at?: string | number,
): void {
  if (run.faults.length >= MAX_FAULTS) {
    if (level === 'must') run.exhausted = true
    return
  }
  const path = pointer(run.path) + (at === undefined ? '' : pointer([at]))
  run.faults.push({ level, path, rule, message, section })
}

function pointer(path: readonly (string | number)[]): string {
  let out = ''
  for (const step of path) {
    const text = typeof step === 'number' ? `${step}` : clip(step)
    out += `/${text.replaceAll('~', '~0').replaceAll('/', '~1')}`
  }
  return out
}

/** A hostile key may be 50 MB long; nobody wants it in a message. */
function clip(text: string): string {
  return text.length <= 300 ? text : text.slice(0, 300)
}

/** A value as it may stand in a message: quoted, at most 60 characters. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'symbol' || typeof value === 'function' ? `a ${typeof value}` : `${value}`
}

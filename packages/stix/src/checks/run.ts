/** One validation in progress: where it stands, what it found, what it may still spend. */

/** One broken rule. `path` is a JSON Pointer (RFC 6901) into the validated value. */
export type Fault = {
  readonly level: 'must' | 'should'
  readonly path: string
  readonly rule: string
  readonly message: string
  /** The section of the OASIS STIX 2.1 text that states the rule. */
  readonly section: string
}

export type Run = {
  readonly faults: Fault[]
  readonly path: (string | number)[]
  /** Section of the object being checked, for rules that have no section of their own. */
  section: string
  /** Nested values looked at so far, and how far the object at hand may go. */
  nodes: number
  limit: number
  /** Characters that the pointers of faults may still take. */
  room: number
  /** Set once no more faults are taken, which is the last of them. */
  isFull: boolean
  /** Set once an object has used up its values or its depth; nothing more of it is looked at. */
  exhausted: boolean
  /** The deprecated observable container (2.13) we are in, whose keys references name. */
  container: Readonly<Record<string, unknown>> | null
}

export const MAX_DEPTH = 100
/** Nested values in one object, and in all of a bundle: more is likelier a bomb of shared references than data. */
const MAX_NODES = { object: 1_000_000, all: 10_000_000 }
const MAX_FAULTS = 100_000
/** Characters in the pointers of all faults: names may be long and nested, and each fault repeats them. */
const MAX_POINTERS = 10_000_000

export function startRun(): Run {
  return {
    faults: [],
    path: [],
    section: '3',
    nodes: 0,
    limit: MAX_NODES.object,
    room: MAX_POINTERS,
    isFull: false,
    exhausted: false,
    container: null,
  }
}

/** Gives the next object of a bundle a budget of its own, as long as the bundle has some left. */
export function startObject(run: Run): void {
  run.limit = Math.min(run.nodes + MAX_NODES.object, MAX_NODES.all)
  run.exhausted = run.isFull
}

/** Counts one nested value; false when the object has spent what it may. */
export function spend(run: Run): boolean {
  if (++run.nodes > run.limit) exhaust(run, 'too-large', 'too many values, the rest is not checked')
  return !run.exhausted
}

/** Notes that the object cannot be looked at to its end, once. */
export function exhaust(run: Run, rule: string, message: string): void {
  if (!run.exhausted) must(run, rule, message, '3')
  run.exhausted = true
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
  if (run.isFull) return
  const path = pointer(run.path) + (at === undefined ? '' : pointer([at]))
  run.room -= path.length
  run.faults.push({ level, path, rule, message, section })
  if (run.faults.length < MAX_FAULTS && run.room > 0) return
  run.isFull = true
  run.exhausted = true
  const rest = 'too many faults, the rest is not told'
  run.faults.push({ level: 'must', path: '', rule: 'too-large', message: rest, section: '3' })
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

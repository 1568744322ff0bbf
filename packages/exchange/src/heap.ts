import { setFlagsFromString } from 'node:v8'

/** How far the heap may grow over what is live, in percent, before it is collected whole. */
const GROWTH = 200

/**
 * Lets this process's heap grow before it is collected whole. Bodies and pages are bytes beside the heap that soon die, but V8
 * counts them: with a small live heap its own growth collects everything every twenty pages or so, and that costs as much
 * processor time as reading and sending them. Price: up to three times the memory that is live.
 */
export function letHeapGrow(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`)
}

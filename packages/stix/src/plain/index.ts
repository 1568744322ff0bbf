/** What needs no schema of STIX, for programs that start often: the schemas are four hundred modules to load. */
export { canonicalize } from '../canonical.ts'
export { decodeText } from '../decode.ts'
export { StixError } from '../errors.ts'

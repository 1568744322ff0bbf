/** Any JSON: rules look for what is wrong with it. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers of unknown servers have no type
export type Json = any

/** Accounts that act as one in an export: a way in that loads neither reports nor what looks at names. */
export { DetectError } from '../errors.ts'
export { describeSource, type SourceDescription } from '../activity/read/activity.ts'
export { detect, type DetectHooks } from './detect.ts'
export type { DetectOptions } from './options.ts'

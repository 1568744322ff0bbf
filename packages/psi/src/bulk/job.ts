import { hashToPoints, multiplyPoints, tagPoints } from './points.ts'

/**
 * What a thread is given: `blind` turns identifiers into multiplied points, `table` into tags; `multiply` turns points into points,
 * `finish` into tags.
 */
export type Job =
  | {
      readonly kind: 'blind' | 'table'
      readonly values: readonly string[]
      readonly scalar: Uint8Array
      readonly context: Uint8Array
    }
  | {
      readonly kind: 'multiply' | 'finish'
      readonly points: Uint8Array<ArrayBuffer>
      readonly scalar: Uint8Array
      readonly context: Uint8Array
    }

/** Does a job; gives points or tags. Throws `bad-point`. */
export function doJob(job: Job): Buffer<ArrayBuffer> {
  const scalar = Buffer.from(job.scalar)
  const context = Buffer.from(job.context)
  const points = 'values' in job ? hashToPoints(job.values, context) : viewOf(job.points)
  multiplyPoints(points, scalar)
  return job.kind === 'table' || job.kind === 'finish' ? tagPoints(points, context) : points
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): Buffer<ArrayBuffer> {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

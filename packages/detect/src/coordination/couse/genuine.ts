/**
 * Company that genuine accounts keep: quantiles learned from the posts of 396 public figures, organisations, news outlets and
 * private persons, most of them English; nothing of any of them can be read from it. Few ordinary political users
 * are among them, so company that such users keep may be closer.
 */
import type { Reference } from './reference.ts'

export const GENUINE: Reference = {
  name: 'genuine accounts on Twitter, July to December 2016',
  activity: [5, 20, 60, 180, 550, 2000],
  parts: [
    { middle: [0, 2.83, 3.04, 3.27, 3.3, 3.74], spread: [2.25, 0.57, 0.44, 0.36, 0.67, 0.66] },
    { middle: [0, 2.48, 3.4, 3.58, 3.53, 3.88], spread: [0.25, 1.51, 0.45, 0.33, 0.29, 0.5] },
    { middle: [0, 2.96, 3.4, 3.58, 3.57, 3.88], spread: [0.25, 0.8, 0.45, 0.33, 0.27, 0.5] },
    { middle: [0, 1.4, 1.66, 2.55, 2.37, 2.89], spread: [0.25, 1.3, 1.41, 0.49, 0.74, 0.69] },
  ],
  middle: 0,
  sigma: 1,
}

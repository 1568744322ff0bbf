/** Every case of a sweep, as `npm run bench -- sweeps` asks for, and not the sample that stands for them in `npm test`. */
const IS_WHOLE = process.env['TOCSIN_SWEEP'] === 'whole'

/**
 * Whether the value numbered `which` of `count` is tried in the place numbered `place`: one value a place, in turn, so that each
 * place and each value is met; in a whole sweep each value in each place.
 */
export function isInTurn(which: number, count: number, place: number): boolean {
  return IS_WHOLE || place % count === which
}

/** How many rounds of one race are run: `sample`, which meets each pair of acts a few times, or in a whole sweep `whole`. */
export function roundsOf(sample: number, whole: number): number {
  return IS_WHOLE ? whole : sample
}

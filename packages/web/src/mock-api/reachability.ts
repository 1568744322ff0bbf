/** Tests of reachability as of an election before which none was sent. */
export const REACHABILITY = {
  offices: 88,
  counts: { 'not-asked': 88 },
  channels: [],
  textsBlocked: {},
  checks: [],
  plans: [],
}

/** A finding in plain words: what the accounts did, and what innocent thing gives the same picture. */
import type { FindingParameters, TraceShare } from '../network-finding.ts'
import type { Trace } from '../../activity/trace.ts'

const DEEDS: Partial<Record<Trace, string>> = {
  link: 'shared the same links',
  domain: 'linked to the same sites',
  hashtag: 'used the same hashtags',
  'hashtag-sequence': 'used the same series of hashtags',
  text: 'posted the same texts',
  reshare: 'repeated the same posts',
  reply: 'answered the same posts',
  mention: 'addressed the same accounts',
  media: 'posted the same pictures or films',
  'near-text': 'posted nearly the same texts',
  fused: 'shared the same links, hashtags or texts',
}

/** One plain sentence without judgement. */
export function summarise(
  { trace, window }: FindingParameters,
  accounts: number,
  objects: number,
  started: string,
  ended: string,
): string {
  const deed = DEEDS[trace] ?? 'acted on the same things'
  const within = window === null ? 'at any distance in time' : `within ${window} s of each other`
  const times = `${objects} ${objects === 1 ? 'thing' : 'different things'}`
  return `${accounts} accounts ${deed} ${within}: ${times}, from ${started.slice(0, 10)} to ${ended.slice(0, 10)}.`
}

const SCHEDULED = 'Accounts of one owner, one press office or one scheduling tool act in step too.'
const CAVEATS: Partial<Record<Trace, readonly string[]>> = {
  link: [
    SCHEDULED,
    'A newsletter, an alert or a share button can bring many people to one link at once.',
  ],
  hashtag: [
    SCHEDULED,
    'A broadcast, a match or breaking news makes strangers use one hashtag in the same minute.',
  ],
  text: [SCHEDULED, 'Share buttons, quotations and headlines give strangers the same words.'],
  object: [SCHEDULED, 'An event that everybody watches makes strangers act at once.'],
}

const FRIENDS =
  'Friends who see each other daily talk turn by turn and mostly with each other too; what they say tells, and not that they do.'

/** Innocent explanations that evidence of this kind, drawn from these traces, does not rule out. */
export function caveatsOf(trace: Trace, shares: readonly TraceShare[] = []): readonly string[] {
  const usual = CAVEATS[trace] ?? CAVEATS.object!
  return shares.some((share) => share.trace === 'reply') ? [...usual, FRIENDS] : usual
}

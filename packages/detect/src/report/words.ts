/** Numbers and times of findings in plain words. */
import type {
  NetworkExplanation,
  NetworkFinding,
  Verdict,
} from '../coordination/network-finding.ts'
import type { Trace } from '../activity/trace.ts'

export const TRACE_WORDS: Readonly<Record<Trace, string>> = {
  link: 'links',
  domain: 'sites',
  hashtag: 'hashtags',
  'hashtag-sequence': 'series of hashtags',
  text: 'texts',
  'near-text': 'nearly the same texts',
  reshare: 'repeated posts',
  reply: 'answered posts',
  mention: 'addressed accounts',
  media: 'pictures and films',
  cadence: 'posting rhythm',
  traits: 'account traits',
  object: 'things',
  fused: 'all of these together',
}

export function toCount(value: number): string {
  return value.toLocaleString('en')
}

/** Date and minute, UTC. */
export function toMinute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}`
}

export function toPercent(part: number): string {
  return `${Math.round(part * 100)} %`
}

/** The least confidence at which words say sure. */
const [VERY, RATHER, UNSURE] = [0.9, 0.6, 0.3]

/** How a network stands, in the words of its verdict; a findings file of before has none. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  stands: 'Stands',
  explained: 'Innocently explained',
  chance: 'Chance would do',
  untested: 'Untested, or too little to tell',
}

/** The verdict, what explains the network, and how sure that is, in words and with the figure. */
export function toSureness({ confidence, verdict, explainedBy }: Judged): string {
  const by = explainedBy ? `: ${EXPLANATION_WORDS[explainedBy].toLowerCase()}` : ''
  const stands = verdict === undefined ? '' : `${VERDICT_WORDS[verdict]}${by}`
  if (confidence === null) return stands || 'Not tested against chance'
  const sure = `${toSureWords(confidence)} (${confidence.toFixed(2)})`
  return stands === '' ? sure : `${stands}; ${sure.toLowerCase()}`
}

type Judged = Pick<NetworkFinding, 'confidence'> &
  Partial<Pick<NetworkFinding, 'verdict' | 'explainedBy'>>

function toSureWords(confidence: number): string {
  if (confidence >= VERY) return 'Very sure'
  if (confidence >= RATHER) return 'Rather sure'
  return confidence >= UNSURE ? 'Unsure' : 'Weak, or innocently explained'
}

/** A false-discovery rate; below one in ten thousand the figure says more of the model than of the world. */
export function toRate(q: number): string {
  return q < 1e-4 ? 'below 0.0001' : String(Number(q.toPrecision(2)))
}

/** `60 s`, `10 min`, `6 h`, `2 d`: the largest unit that leaves a whole number. */
export function toSpan(seconds: number): string {
  const units: [number, string][] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ]
  const [size, unit] = units.find(([size]) => seconds > size && seconds % size === 0) ?? [1, 's']
  return `${seconds / size} ${unit}`
}

/** How time was judged: within a window that was chosen, or at every scale, with what is shown. */
export function toTiming(told: { window: number | null; everyScale?: boolean }): string {
  const within = told.window === null ? 'at any distance in time' : `within ${toSpan(told.window)}`
  return told.everyScale ? `at all time scales at once; what is shown lies ${within}` : within
}

export function toLeadWords(lead: number): string {
  if (lead >= 0.5) return 'mostly first'
  return lead <= -0.5 ? 'mostly after others' : 'neither'
}

export const EXPLANATION_WORDS: Readonly<Record<NetworkExplanation, string>> = {
  declared: 'The accounts declare themselves',
  'one author': 'One account that they all follow, such as an office or an artist',
  'one tool': 'One tool that they all use',
  scheduler: 'A scheduler',
  newsletter: 'A newsletter, or another regular sending',
  'common objects': 'Things that everybody shares, such as a viral post',
  'one source': 'One source that they all follow',
  'few accounts': 'One owner or office with a few accounts',
}

/** What could not be tried, for want of data, and would change the picture. */
const UNTRIED: Partial<Record<NetworkExplanation, string>> = {
  declared:
    'The data do not say whether the accounts declare themselves automated or an organisation’s. If most do, this is an open network.',
  'one tool':
    'The data do not say with which tool the posts were made. If one public tool made most of them, it explains the timing.',
  newsletter:
    'There are too few days to see a regular sending. If the moments follow a newsletter or a programme, readers explain them.',
}

/** What would change the mind of a reader who believes the finding. */
export function openQuestions({ counterEvidence, caveats }: NetworkFinding): string[] {
  const tried = new Set(counterEvidence.map(({ explanation }) => explanation))
  const untried = Object.entries(UNTRIED).flatMap(([explanation, words]) =>
    tried.has(explanation as NetworkExplanation) ? [] : [words],
  )
  return [...caveats, ...untried]
}

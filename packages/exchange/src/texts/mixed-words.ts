/**
 * Does one sentence say how likely something is and how sure its author is of it? ICD 203 (D.6.e.2.a) keeps the two apart,
 * since a reader cannot tell which of them a word is about.
 */
const LIKELY = [
  /\b(?:almost|nearly|virtually|practically)\s+(?:no\s+chance|certain(?:ly|ty)?)\b/i,
  /\bremote\s+(?:chance|possibility|probability|likelihood)\b|\b(?:is|are|be|seems?)\s+remote\b/i,
  /\b(?:un)?likely\b|\blikelihood\b|\b(?:im)?probab(?:le|ly|ility)\b/i,
  /\b(?:roughly|about)\s+even\b|\beven\s+(?:chance|odds)\b/i,
  /\b(?:im)?probable(?:mente)?\b|\bprobabilidad\b|\bcasi\s+segur[oa](?:mente)?\b/i,
]
const LEVEL =
  '(?:very\\s+|fairly\\s+|quite\\s+)?(?:low|moderate|medium|high|limited|little|some|great|strong|full)'
/** Confidence that voters have in something is another thing. */
const OF_OTHERS =
  '(?!\\s+in\\s+(?:(?:the|our|an?|its|their|this)\\s+)?(?:\\w+\\s+)?(?:election|vot|result|count|outcome|ballot|institution|democra|process|polls?\\b))'
const SURE = [
  new RegExp(
    `\\b${LEVEL}(?:\\s{0,3}(?:,|-|to|and|or)\\s{0,3}${LEVEL}){0,3}[\\s-]{1,3}(?:(?:degree|level)\\s+of\\s+)?confidence\\b${OF_OTHERS}`,
    'i',
  ),
  /\b(?:our|my|analytic|analytical|the)\s+confidence\s+(?:is|was|remains|level|in\s+(?:this|the|our)\s+(?:judg|assess|attribut|claim))/i,
  /\bconfidence\s*(?::|=|\bis\b|level)\s*\(?\s*(?:low|moderate|medium|high)\b/i,
  /\bwith\s+(?:\w+\s+)?confidence\b/i,
  /\b(?:we|i)(?:'re|’re|'m|’m|\s+are|\s+am|\s+remain)\s+(?:\w+\s+)?confident\b|\bconfident(?:ly)?\s+(?:that|assess|judge)/i,
  /\bconfianza\s+(?:muy\s+)?(?:alta|moderada|media|baja)\b|\b(?:alta|moderada|baja)\s+confianza\b/i,
]
/** A full stop after these ends no sentence. */
const ABBREVIATED =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|cf|vs|no|nos|dr|mr|mrs|ms|st|u\.s|u\.k|u\.n|approx|est|fig|inc|ltd|corp|p|pp|sec|\p{Lu})\.\s*$/iu
const MARK_OF_ITEM = /\n(?=\s*(?:[-*•–]|\d{1,3}[.)])\s)/
/** Longer than any abbreviation with what stands before it. */
const ENDING = 16
const LONGEST_JOINED = 2000
const UNSEEN = /[\p{Cf}\p{Mn}]/gu

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The first sentence that says both, as it stands; nothing where none does. Cost: linear, as each pattern and each look back is bounded. */
export function findMixedSentence(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(UNSEEN, '')
  if (!says(LIKELY, plain) || !says(SURE, plain)) return undefined
  return splitSentences(plain).find((one) => says(LIKELY, one) && says(SURE, one))
}

function says(words: readonly RegExp[], text: string): boolean {
  return words.some((word) => word.test(text))
}

/** Lines that only the width of a mail broke belong together; a blank line or the mark of an item ends a sentence. */
function splitSentences(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .flatMap((paragraph) => paragraph.split(MARK_OF_ITEM))
    .flatMap((block) => joinAbbreviated(block.replace(/\s+/g, ' ').trim()))
}

function joinAbbreviated(block: string): string[] {
  const whole: string[] = []
  let open = ''
  for (const { segment } of sentences.segment(block)) {
    open += segment
    // Looked at from its end, and not for ever: a text of nothing but initials is no sentence.
    if (open.length < LONGEST_JOINED && ABBREVIATED.test(open.slice(-ENDING))) continue
    whole.push(open.trim())
    open = ''
  }
  return open.trim() === '' ? whole : [...whole, open.trim()]
}

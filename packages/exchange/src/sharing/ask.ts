/**
 * Does a release ask its receiver to act against speech or an account? A course of action does, and so do
 * the phrases below, in English, Spanish, French and German, in a title or any text of an object that is the sender's own
 * words, read as they look. Quoted posts are evidence and are not read. It errs towards finding an ask: the sender can reword.
 */
import { isObservableType } from '@tocsin/stix'
import { plainText } from './naming.ts'

const PHRASES = [
  /\b(?:please|kindly|must|should|need(?:s)? to|request(?:s|ed|ing)?(?: that)?(?: you)?(?: to)?|ask(?:s|ing)?(?: that)?(?: you)?(?: to)?|urge(?:s|d)?(?: you)?(?: to)?|recommend(?:s|ed|ing)?(?: that)?(?: you)?|want(?:s)? you to|be)\s+(?:\w+\s+){0,3}?(?:remov|delet|suspend|ban\b|banned|block|take\s?n?\s?(?:it|this|these|them|the \w+)?\s?down|taken down|disabl|deactivat|demot|downrank|throttl|label|restrict|shut down|act(?:ion)? on)/i,
  /\b(?:take[- ]?down|removal|suspension|deletion)\s+(?:request|order|notice)\b/i,
  /\b(?:remove|delete|suspend|ban|block|disable|deactivate|take down)\s+(?:these|this|those|the|all|such)\s+(?:\w+\s+){0,2}?(?:accounts?|posts?|pages?|channels?|users?|contents?|videos?|groups?)\b/i,
  /\b(?:eliminen?|borren?|suspendan?|bloqueen?|retiren?|quiten?)\s+(?:estas?|estos?|las?|los|el)\b/i,
  /\b(?:solicit(?:a|amos|o)|pedimos|pid(?:e|o)|rogamos)\s+(?:que\s+)?(?:\w+\s+){0,3}?(?:elimin|borr|suspend|bloque|retir|quit)/i,
  // Polite and passive forms of the same.
  /\b(?:grateful|appreciate[ds]?|thank(?:ful)?|hope|expect(?:ed)?|suggest(?:ed)?|ought to|would help|in favou?r of|propose|consider)\b[^.!?\n]{0,60}?\b(?:remov(?:e[ds]?|al|ing)|delet\w*|suspen[ds]\w*|ban(?:ned|ning)?|block(?:ed|ing)?|tak(?:e|ing|en)\b[^.!?\n]{0,20}?\bdown|(?:come|came|go|be|coming) down|disabl\w*|demot\w*|downrank\w*|throttl\w*|restrict\w*)\b/i,
  /\b(?:remov(?:al|ing)|delet(?:ion|ing)|suspen(?:sion|ding)|takedown|taking down)\b[^.!?\n]{0,60}?\b(?:is|are|would be|will be)\s+(?:\w+\s)?(?:appreciated|requested|asked|expected|recommended|advised|welcome)\b/i,
  /(?:^|[.!?:;\n]\s*)(?:remove|delete|suspend|ban|block|disable|deactivate|take\s?(?:down)?)\s+(?:it|them|this|these|those)(?:\s+down)?\b/i,
  /\b(?:for (?:your )?(?:immediate |prompt |urgent |appropriate )?action|(?:action|removal|takedown|deletion|suspension) (?:is )?(?:requested|required|recommended|needed)|(?:recommended|requested|required) action)\b/i,
  /\b(?:please|kindly|could you|can you|would you|will you|we ask|urge)\b[^.!?\n]{0,60}?\b(?:remov|delet|suspend|block|take\b[^.!?\n]{0,20}?\bdown|act accordingly|demot|demoneti|geo-?block|limit|reduc|restrict|throttl)/i,
  // A hint at the rules of the house asks for what they provide.
  /\b(?:violat|breach|contraven|infring|contrary to|against)\w*\s+(?:of\s+)?your\s+(?:own\s+)?(?:\w+\s+){0,2}(?:terms|rules|polic|guidelines|standards)/i,
  /(?<!\p{L})(?:veuillez|merci de|priere de|nous (?:vous )?(?:prions|demandons|demandent)|pourriez[- ]vous|il faut)\s[^.!?\n]{0,60}?(?:supprim|retir|bloqu|suspend|fermer|desactiv|restreind)/iu,
  /(?<!\p{L})(?:bitte|wir bitten|konnten sie|konnen sie|ersuchen)\s[^.!?\n]{0,80}?(?:losch|sperr|entfern|blockier|entfernung|loschung|sperrung)/iu,
  /(?<!\p{L})(?:por favor|favor de|agradecer\p{L}*|podrian?|sirvanse|rogamos|pedimos|solicitamos)\s[^.!?\n]{0,60}?(?:elimin|borr|suspend|bloque|retir|quit)/iu,
]

/** Every phrase above holds one of these stems, so that most texts are read once and not five times. */
const STEMS =
  /remov|delet|suspen|ban|block|down|disab|activat|demot|rank|throttl|label|restrict|act|elimin|borr|bloque|retir|quit|removal|restreind|limit|reduc|demoneti|your\s|supprim|bloqu|fermer|losch|sperr|entfern|tak(?:e|ing)\s/i

/** Where a maker puts its own words about an observable; its other texts are what was observed. */
const TEXTS = ['name', 'description', 'abstract', 'content', 'explanation', 'objective'] as const

/** Properties that hold what was observed, not what the sender says of it. */
const QUOTED = new Set(['pattern', 'objects'])

/** The first thing that asks for action, as a short quotation, or nothing. */
export function findAsk(
  title: string,
  objects: readonly { type: string; [property: string]: unknown }[],
): string | undefined {
  const inTitle = matchAsk(title)
  if (inTitle) return inTitle
  for (const object of objects) {
    if (object.type === 'course-of-action') return 'a course of action'
    const texts = ownTexts(object)
    // Looked for in all of them at once, since nearly every object holds none; a line's end completes no stem of another text.
    if (!STEMS.test(plainText(texts.join('\n')))) continue
    for (const text of texts) {
      const found = matchAsk(text)
      if (found) return found
    }
  }
  return undefined
}

function ownTexts(object: { type: string; [property: string]: unknown }): string[] {
  if (isObservableType(object.type)) return textsIn(TEXTS.map((name) => object[name]))
  return textsIn(object)
}

/** Every text at any depth, so that labels, sources and properties of the sender's own are read; a pattern is no prose. */
function textsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value)
  if (typeof value !== 'object' || value === null) return found
  for (const name of Object.keys(value))
    if (!QUOTED.has(name)) textsIn((value as Record<string, unknown>)[name], found)
  return found
}

function matchAsk(said: string): string | undefined {
  const text = plainText(said)
  if (!STEMS.test(text)) return undefined
  for (const phrase of PHRASES) {
    const match = phrase.exec(text)
    if (match) return match[0].slice(0, 100)
  }
  return undefined
}

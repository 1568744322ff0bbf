/**
 * Does a release ask its receiver to act against speech or an account? A course of action does, and so do
 * the phrases below, in English and Spanish, in a title or any text of an object that is the sender's own
 * words. Quoted posts are evidence and are not read. It errs towards finding an ask: the sender can reword.
 */

const PHRASES = [
  /\b(?:please|kindly|must|should|need(?:s)? to|request(?:s|ed|ing)?(?: that)?(?: you)?(?: to)?|ask(?:s|ing)?(?: that)?(?: you)?(?: to)?|urge(?:s|d)?(?: you)?(?: to)?|recommend(?:s|ed|ing)?(?: that)?(?: you)?|want(?:s)? you to|be)\s+(?:\w+\s+){0,3}?(?:remov|delet|suspend|ban\b|banned|block|take\s?n?\s?(?:it|this|these|them|the \w+)?\s?down|taken down|disabl|deactivat|demot|downrank|throttl|label|restrict|shut down|act(?:ion)? on)/i,
  /\b(?:take[- ]?down|removal|suspension|deletion)\s+(?:request|order|notice)\b/i,
  /\b(?:remove|delete|suspend|ban|block|disable|deactivate|take down)\s+(?:these|this|those|the|all|such)\s+(?:\w+\s+){0,2}?(?:accounts?|posts?|pages?|channels?|users?|contents?|videos?|groups?)\b/i,
  /\b(?:eliminen?|borren?|suspendan?|bloqueen?|retiren?|quiten?)\s+(?:estas?|estos?|las?|los|el)\b/i,
  /\b(?:solicit(?:a|amos|o)|pedimos|pid(?:e|o)|rogamos)\s+(?:que\s+)?(?:\w+\s+){0,3}?(?:elimin|borr|suspend|bloque|retir|quit)/i,
]

/** Every phrase above holds one of these stems, so that most texts are read once and not five times. */
const STEMS =
  /remov|delet|suspen|ban|block|down|disab|activat|demot|rank|throttl|label|restrict|act|elimin|borr|bloque|retir|quit/i

/** Where a maker puts its own words in STIX. */
const TEXTS = ['name', 'description', 'abstract', 'content', 'explanation', 'objective'] as const

/** The first thing that asks for action, as a short quotation, or nothing. */
export function findAsk(
  title: string,
  objects: readonly { type: string; [property: string]: unknown }[],
): string | undefined {
  const inTitle = matchAsk(title)
  if (inTitle) return inTitle
  for (const object of objects) {
    if (object.type === 'course-of-action') return 'a course of action'
    for (const name of TEXTS) {
      const text = object[name]
      const found = typeof text === 'string' ? matchAsk(text) : undefined
      if (found) return found
    }
  }
  return undefined
}

function matchAsk(text: string): string | undefined {
  if (!STEMS.test(text)) return undefined
  for (const phrase of PHRASES) {
    const match = phrase.exec(text)
    if (match) return match[0].slice(0, 100)
  }
  return undefined
}

/**
 * Words of a notice that name a party or a political camp. A notice is about the running of an election and reads alike to every voter;
 * where it has to quote what was said, whoever writes it may keep the word. Names of people are not looked for. Pure; cost: linear.
 */
import type { NoticeTexts } from '@tocsin/api'

/** With capitals where the small word means something else: a democratic vote, a republican form of government. */
const BY_NAME =
  /(?<![\p{L}\d])(?:Democrat(?:ic)?|Republican[ao]?|GOP|DNC|RNC|MAGA|Libertarians?|Green Party|Dem[óo]crata|D[ée]mocrate|R[ée]publicaine?|Socialistes?)(?![\p{L}\d])/gu
const BY_CAMP =
  /(?<![\p{L}\d])(?:democrats|republicans|dem[óo]cratas|republican[oa]s|d[ée]mocrates|r[ée]publicain(?:e?s)|(?:far|hard|alt)[- ](?:left|right)|(?:left|right)[- ]?wing(?:ers?)?|leftists?|rightists?|antifa|izquierdistas?|derechistas?|ultraderecha|ultraizquierda|extr[êe]me[- ](?:droite|gauche)|gauchistes?)(?![\p{L}\d])/giu

/** Each word once, as it is first written, in the order of the texts. */
export function partyWordsIn(texts: NoticeTexts): string[] {
  const said = Object.values(texts).flatMap(({ actions, ...text }) => [
    ...Object.values(text),
    ...actions,
  ])
  const found = said.flatMap((one) => [...one.matchAll(BY_NAME), ...one.matchAll(BY_CAMP)])
  return [...new Map(found.map(([word]) => [word.toLowerCase(), word])).values()]
}

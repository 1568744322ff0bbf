/** The tokens of a STIX pattern (STIX 2.1, 9.1 and the grammar of its appendix). */

const KEYWORDS = [
  'AND',
  'OR',
  'NOT',
  'FOLLOWEDBY',
  'LIKE',
  'MATCHES',
  'ISSUPERSET',
  'ISSUBSET',
  'EXISTS',
  'LAST',
  'IN',
  'START',
  'STOP',
  'SECONDS',
  'WITHIN',
  'REPEATS',
  'TIMES',
] as const

export type Keyword = (typeof KEYWORDS)[number]

/**
 * What a token is. `==` counts as `=` and `<>` as `!=`. A name may have hyphens only as the type of an object;
 * `invalid` is a character that begins no token, or a string or literal that is not well formed.
 */
export type Kind =
  | Keyword
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | ':'
  | '.'
  | ','
  | '('
  | ')'
  | '['
  | ']'
  | '*'
  | 'name'
  | 'hyphenated'
  | 'boolean'
  | 'integer'
  | 'negative integer'
  | 'float'
  | 'negative float'
  | 'string'
  | 'hex'
  | 'binary'
  | 'timestamp'
  | 'invalid'
  | 'end'

const LONGEST_KEYWORD = 10
const WORDS = new Map<string, Kind>(KEYWORDS.map((word) => [word, word]))
WORDS.set('true', 'boolean').set('false', 'boolean')

/** What a word without hyphens is: a keyword (upper case only), a truth value or a name. */
export function kindOfWord(text: string, start: number, end: number): Kind {
  const first = text.charCodeAt(start)
  const mayBeKeyword = first < 97 || first === 0x74 || first === 0x66
  if (!mayBeKeyword || end - start > LONGEST_KEYWORD) return 'name'
  return WORDS.get(text.slice(start, end)) ?? 'name'
}

/** Postal addresses. Pure. */
import { lettersOf, type Pattern } from './kinds.ts'

const raw = String.raw
const WAYS = raw`(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|way|terrace|ter|circle|cir|highway|hwy|parkway|pkwy|square|sq|trail|trl|loop|alley|plaza|crescent|pike|route|rte)`
const WAYS_ABROAD = raw`(?:rue|avenue|boulevard|place|chemin|impasse|allee|quai|cours|calle|avenida|via|plaza)`
const NO_WAY = raw`(?:of|in|on|the|and|or|to|were|was|are|is|from|with|that|by|at|for|times|people|accounts|posts|pages|percent|states|counties)`
/** The number of a road of the county or state, or its letter. */
const ROAD = raw`(?:(?<=\b(?:road|rd|route|rte|highway|hwy)\b\.?)\s(?:\d{1,4}|(?<letter>[b-hj-z])\k<letter>?)\b)?`
const UNIT = raw`(?:,?\s{0,4}(?:apt|apartment|unit|suite|ste|floor|fl|#)\.?\s{0,4}#?\s{0,4}[\p{L}\d-]{1,6})?`
const STATES = (
  'alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|' +
  'hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|' +
  'massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|' +
  'new_hampshire|new_jersey|new_mexico|new_york|north_carolina|north_dakota|ohio|oklahoma|' +
  'oregon|pennsylvania|rhode_island|south_carolina|south_dakota|tennessee|texas|utah|' +
  'vermont|virginia|washington|west_virginia|wisconsin|wyoming|puerto_rico|guam'
).replaceAll('_', ' ')
/** Its letters, large or small. */
const ANY_STATE = STATES.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
const CODE = raw`,?\s{0,4}\d{5}(?:-\d{4})?(?!\d)`
/**
 * Town, state and code behind the rest: written with capitals, or in small letters where a code follows. Of two cases, and so an expression
 * of its own: an expression in which a part alone minds capitals finds nothing once the engine, which holds many, stops optimising them.
 */
const TOWN = new RegExp(
  raw`(?:,?\s{0,4}(?:(?:\p{Lu}[\p{L}'.-]{1,20}\s?){1,3},?\s{0,4}(?:\p{Lu}{2}|${ANY_STATE})\b|(?:\p{L}[\p{L}'.-]{1,20}\s?){1,3},?\s{0,4}(?:\p{L}{2}|${ANY_STATE})(?=${CODE})))?(?:${CODE})?`,
  'uy',
)

export const POSTALS: readonly Pattern[] = [
  {
    kind: 'postal',
    pattern: new RegExp(
      raw`(?<![\p{L}\d])(?:\d{1,6}[a-z]?|(?:[nsew]\d{1,5}){1,2})\s{0,4}(?:[nsew]{1,2}\.?\s{1,4})?(?:(?!${NO_WAY}\b)[\p{L}\d'.-]{1,40}\s{1,4}){0,3}?(?!${NO_WAY}\b)[\p{L}\d'.-]{1,40}?\s{0,4}\b${WAYS}\b(?:\.(?!\p{L}))?${ROAD}${UNIT}`,
      'giu',
    ),
    more: TOWN,
    toKey: ([written]) => lettersOf(written),
  },
  {
    kind: 'postal',
    pattern: new RegExp(raw`(?<![\p{L}\d])\d{1,6}\p{L}{2,30}${WAYS}(?![\p{L}\d])`, 'giu'),
    toKey: ([written]) => lettersOf(written),
  },
  {
    kind: 'postal',
    pattern: new RegExp(
      raw`(?<![\p{L}\d])\d{1,4},?\s{1,4}(?:bis\s{1,4}|ter\s{1,4})?${WAYS_ABROAD}\s{1,4}(?:(?:del|des|de|du|las|los|la|les|le)\s{1,4}|[ld]'\s{0,4}){0,4}[\p{L}'-]{2,30}(?:,?\s{0,4}\d{5}\s{1,4}[\p{L}-]{2,30})?`,
      'giu',
    ),
    more: TOWN,
    toKey: ([written]) => lettersOf(written),
  },
  {
    kind: 'postal',
    pattern: new RegExp(
      raw`(?<![\p{L}\d])(?:(?:p\.?\s?o\.?|post office)\s{0,4}box|apartado(?: postal)?|(?:rr|hc|psc|cmr|rural route|star route)\s{0,2}#?\s?\d{1,5},?\s{1,4}box)\s{0,4}#?\s{0,4}\d{1,7}`,
      'giu',
    ),
    more: TOWN,
    toKey: ([written]) => lettersOf(written),
  },
  {
    // The way first, its number behind it.
    kind: 'postal',
    pattern: new RegExp(
      raw`(?<![\p{L}\d])(?:calle|avenida|av\.|paseo|camino|calzada|callejon|carretera|rua|ulica|ul\.)\s{1,4}(?:(?!\d)[\p{L}'.-]{1,20}\s{1,4}){1,5}?(?:no\.?|num\.?|#)?\s{0,2}\d{1,5}(?![\p{L}\d])`,
      'giu',
    ),
    more: TOWN,
    toKey: ([written]) => lettersOf(written),
  },
  {
    // Of a grid: so far to one side, so far to another.
    kind: 'postal',
    pattern:
      /(?<![\p{L}\d])\d{1,5}\s(?:[NSEW]|North|South|East|West)\.?\s\d{1,3}[05]0\s(?:[NSEW]|North|South|East|West)(?![\p{L}\d])/gu,
    more: TOWN,
    toKey: ([written]) => lettersOf(written),
  },
]

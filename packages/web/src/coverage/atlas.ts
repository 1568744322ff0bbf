import { geoPath, type GeoPath } from 'd3-geo'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import countiesUrl from 'us-atlas/counties-albers-10m.json?url'
import statesUrl from 'us-atlas/states-albers-10m.json?url'

export type Shape = { id: string; name: string; path: string; centre: [number, number] }
export type Atlas = { shapes: Shape[]; box: [number, number, number, number] }

/** Outlines of the states in the plane of the map, by name. */
export async function loadStates(): Promise<Atlas> {
  return { shapes: await loadShapes(statesUrl, 'states'), box: [0, 0, 975, 610] }
}

/** Outlines of one state's counties by name, with the box that holds them all. */
export async function loadCounties(state: string): Promise<Atlas> {
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

function byName(a: Shape, b: Shape): number {
  return a.name.localeCompare(b.name)
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

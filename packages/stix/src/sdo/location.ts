/** Location (STIX 2.1, 4.10). */
import { Type, type Static } from 'typebox'
import { dependsOn, rule } from '../schema/constraints.ts'
import { float, text, vocabulary } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'
import { isRegionSubtag } from '../checks/language-registry.ts'
import { must, should } from '../checks/run.ts'

const located = rule(
  (object, run) => {
    const has = (name: string) => Object.hasOwn(object, name)
    if (!has('region') && !has('country') && !(has('latitude') && has('longitude')))
      must(run, 'at-least-one', 'needs at least one of region, country, latitude and longitude')
  },
  {
    anyOf: [
      { required: ['region'] },
      { required: ['country'] },
      { required: ['latitude', 'longitude'] },
    ],
  },
)

const isoCountry = rule((object, run) => {
  const { country } = object
  if (typeof country !== 'string') return
  if (country.length !== 2 || !isRegionSubtag(country.toLowerCase()))
    should(run, 'country', 'country should be an ISO 3166-1 alpha-2 code', undefined, 'country')
})

export const location = domainObject(
  'location',
  '4.10',
  {
    name: Type.Optional(text()),
    description: Type.Optional(text()),
    latitude: Type.Optional(float(-90, 90)),
    longitude: Type.Optional(float(-180, 180)),
    precision: Type.Optional(float()),
    region: Type.Optional(vocabulary('region-ov')),
    country: Type.Optional(text()),
    administrative_area: Type.Optional(text()),
    city: Type.Optional(text()),
    street_address: Type.Optional(text()),
    postal_code: Type.Optional(text()),
  },
  [
    located,
    dependsOn('latitude', 'longitude'),
    dependsOn('longitude', 'latitude'),
    dependsOn('precision', 'latitude', 'longitude'),
    isoCountry,
  ],
)
export type Location = Static<typeof location>

import { expect, test } from 'vitest'
import { toCap, type CapFacts } from './cap.ts'

const FACTS: CapFacts = {
  notice: {
    id: '00000000-0000-4000-8000-000000000002',
    kind: 'notice',
    sentAt: new Date('2026-10-05T12:00:00.999Z'),
    tlp: 'amber',
    from: 'Agency',
    texts: {
      en: { subject: 'S', what: 'W', howSure: 'H', actions: ['A', 'B'], whoToCall: 'Desk' },
      es: { subject: 'T', what: 'Q', howSure: 'S', actions: ['C'], whoToCall: 'Mesa' },
    },
    logIndex: 3,
  },
  origin: 'https://hub.example:8443',
  exercise: false,
  isPublic: false,
  earlier: [],
  isPart: false,
  areas: [
    { name: 'Orange County, Florida', ocdId: 'ocd-division/country:us/state:fl/county:orange' },
  ],
  page: 'https://hub.example:8443/notices/2',
}
const EARLIER = [
  { id: '00000000-0000-4000-8000-000000000000', sentAt: new Date('2026-10-05T10:00:00Z') },
  { id: '00000000-0000-4000-8000-000000000001', sentAt: new Date('2026-10-05T11:00:00Z') },
]
const withKind = (kind: CapFacts['notice']['kind'], change: Partial<CapFacts> = {}) =>
  toCap({ ...FACTS, ...change, notice: { ...FACTS.notice, kind } })

test('what is not public is restricted with the words of its marking, and says in each language what it says', () => {
  const cap = toCap(FACTS)
  expect(cap).toContain('<scope>Restricted</scope>\n<restriction>TLP:AMBER. Limited disclosure')
  expect(cap).toContain('<sender>hub.example:8443</sender>\n<sent>2026-10-05T12:00:00-00:00</sent>')
  expect(cap).toContain('<msgType>Alert</msgType>')
  expect(cap).not.toContain('<references>')
  expect(cap.match(/<info>\n<language>(en|es)</g)).toHaveLength(2)
  expect(cap).toContain('<instruction>1. A\n2. B</instruction>')
  expect(cap).toContain('<areaDesc>Orange County, Florida</areaDesc>\n<geocode>')
  expect(toCap({ ...FACTS, isPublic: true })).toContain('<scope>Public</scope>')
  expect(toCap({ ...FACTS, isPublic: true })).not.toContain('<restriction>')
})

test('a correction updates and an all-clear cancels all that came before it, oldest first; one for some places alone cancels nothing', () => {
  const update = withKind('notice', { earlier: EARLIER })
  expect(update).toContain('<msgType>Update</msgType>')
  expect(update).toContain(
    '<references>hub.example:8443,00000000-0000-4000-8000-000000000000,2026-10-05T10:00:00-00:00 hub.example:8443,00000000-0000-4000-8000-000000000001,2026-10-05T11:00:00-00:00</references>',
  )
  const cancel = withKind('all-clear', { earlier: EARLIER })
  expect(cancel).toContain('<msgType>Cancel</msgType>')
  expect(cancel).toContain('<responseType>AllClear</responseType>')
  const part = withKind('all-clear', { earlier: EARLIER, isPart: true })
  expect(part).toContain('<msgType>Update</msgType>')
  expect(part).toContain('for some of the places')
})

test('an alert to places that are not known to be hit says so first, up to when and that it proves nothing', () => {
  const knownAt = new Date('2026-10-05T11:30:00Z')
  const cap = toCap({ ...FACTS, notice: { ...FACTS.notice, kind: 'not-hit', knownAt } })
  expect(cap).toContain('<headline>NOT KNOWN TO BE HIT: S</headline>')
  expect(cap).toContain(
    '<description>As of 2026-10-05 11:30 UTC and as far as Agency knows, the places of this alert are not among',
  )
  expect(cap).toContain(
    '<headline>SIN DAÑO CONOCIDO: T</headline>\n<description>Al 2026-10-05 11:30',
  )
  expect(toCap(FACTS)).not.toContain('NOT KNOWN')
})

test('an exercise and a test of reachability are no alerts', () => {
  expect(withKind('notice', { exercise: true })).toContain('<status>Exercise</status>')
  expect(withKind('reachability')).toContain('<status>Test</status>')
  expect(withKind('notice')).toContain('<status>Actual</status>')
})

import type { Bulletin } from '@tocsin/api'
import { expect, test } from 'vitest'
import { toFeed } from './feed.ts'

const FACTS = {
  name: 'Hub & friends',
  origin: 'https://hub.example',
  now: new Date('2026-10-01T00:00:00.000Z'),
}
const ONE: Bulletin = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'notice',
  from: 'Agency',
  fromKind: 'agency',
  texts: {
    en: {
      subject: 'Polls <close> at "eight" & not noon\u0007',
      what: 'What',
      howSure: 'Sure',
      actions: ['Act'],
      whoToCall: 'Desk',
    },
  },
  mainLanguage: 'en',
  sentAt: '2026-10-01T12:00:00.000Z',
  exercise: false,
  logIndex: 7,
}

test('no words of a sender are taken for markup', () => {
  const feed = toFeed([ONE], FACTS)
  expect(feed).toContain(
    '<title>Polls &lt;close&gt; at &quot;eight&quot; &amp; not noon\ufffd</title>',
  )
  expect(feed).toContain('<title>Hub &amp; friends: public notices to election offices</title>')
})

test('what was corrected says so before anything else, and is as new as its correction', () => {
  const correctedBy = [
    { id: ONE.id, kind: 'notice' as const, at: '2026-10-02T00:00:00.000Z', isPart: false },
  ]
  const feed = toFeed([{ ...ONE, correctedBy }], FACTS)
  expect(feed).toContain('<title>CORRECTED OR CLEARED: ')
  expect(feed.match(/<updated>2026-10-02T00:00:00.000Z<\/updated>/g)).toHaveLength(2)
  expect(
    toFeed([{ ...ONE, correctedBy: [{ ...correctedBy[0]!, isPart: true }] }], FACTS),
  ).toContain('Corrected for some places at 2026-10-02T00:00:00.000Z')
})

test('what the feed says beside a text is in the language of that text', () => {
  const correctedBy = [
    { id: ONE.id, kind: 'all-clear' as const, at: '2026-10-02T00:00:00.000Z', isPart: false },
  ]
  const { en } = ONE.texts
  for (const [mainLanguage, title, since] of [
    ['es', 'SIMULACRO: CORREGIDO O CON FIN DE ALERTA: ', 'Fin de alerta, 2026'],
    ['fr', 'EXERCICE : CORRIGÉ OU LEVÉ : ', 'Fin d’alerte, 2026'],
  ] as const) {
    const texts = { [mainLanguage]: en! }
    const feed = toFeed([{ ...ONE, texts, mainLanguage, exercise: true, correctedBy }], FACTS)
    expect(feed).toContain(`<title>${title}`)
    expect(feed).toContain(`xml:lang="${mainLanguage}">${since}`)
  }
})

test('an exercise is marked, an empty feed is as new as now, and a feed that goes on names its next page', () => {
  expect(toFeed([{ ...ONE, exercise: true }], FACTS)).toContain('<title>EXERCISE: ')
  expect(toFeed([], FACTS)).toContain('<updated>2026-10-01T00:00:00.000Z</updated>')
  expect(toFeed([ONE], FACTS)).not.toContain('rel="next"')
  expect(toFeed([ONE], { ...FACTS, after: '9', next: '7' })).toContain(
    '<link rel="next" type="application/atom+xml" href="https://hub.example/api/bulletins/feed?after=7"/>',
  )
})

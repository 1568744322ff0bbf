import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterDrill, keepScore, openPlayedDrill, type PlayedDrill } from './played-drill.ts'
import { keep } from './screenshot.ts'

let played: PlayedDrill
beforeAll(async () => {
  played = await openPlayedDrill({ script: 's3', seed: 's3', speed: 600 })
}, 300_000)
afterAll(() => played?.close())

test('the duty officer waits out the months after a notice to all officials, and reads how it went on a desk, a phone and paper', async () => {
  const page = await enterDrill(played, 'Duty officer')
  const { origin } = new URL(page.url())
  await page.goto(`${origin}/drill`)
  await page.getByRole('heading', { name: 'How it went' }).waitFor()
  await page
    .getByRole('row', { name: /The agency sent its bulletin/ })
    .getByText('0 minutes')
    .waitFor({ timeout: 120_000 })
  await page
    .getByText('States whose chief election official was sent no notice: 50')
    .waitFor({ timeout: 60_000 })
  await keep(page, 'drill-s3-begun')
  expect(await page.evaluate(sendToAll)).toBe(201)
  await page.getByText('A notice went to 50 of 50 states.').waitFor({ timeout: 60_000 })
  // The clock slows down whenever something happens, so whoever waits makes it faster each time.
  const ended = page.getByText('The drill has ended.')
  await expect
    .poll(
      async () => {
        const speed = page.getByLabel('Speed')
        if (await speed.isVisible())
          await speed.selectOption('86400', { timeout: 2000 }).catch(() => undefined)
        return ended.isVisible()
      },
      { timeout: 400_000, interval: 400 },
    )
    .toBe(true)
  await page
    .getByRole('table', { name: 'What the officials of 50 states had said that they knew' })
    .getByRole('row', { name: /8 November 2016/ })
    .waitFor()
  await page.getByText('States that were hit and were not told so by a notice of their own: 21').waitFor() // prettier-ignore
  await keepScore(page, 'drill-s3')
}, 600_000)

/** In the page, as whoever is signed in: a plain notice to the chief official of every state. */
async function sendToAll(): Promise<number> {
  const places = (await (await fetch('/api/jurisdictions')).json()) as {
    items: { id: string; kind: string }[]
  }
  const targets = places.items
    .filter(({ kind }) => kind === 'state')
    .map(({ id }) => ({ jurisdiction: id, role: 'chief-official' }))
  const text = {
    subject: 'Sites of states were scanned',
    what: 'Computers searched sites of states for weak points.',
    howSure: 'We saw it.',
    actions: ['Have your logs checked'],
    whoToCall: 'Desk of the hub',
  }
  const body = { kind: 'notice', tlp: 'green', texts: { en: text }, targets, answerWithin: 360 }
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch('/api/notices', { method: 'POST', headers, body: JSON.stringify(body) })
  return reply.status
}

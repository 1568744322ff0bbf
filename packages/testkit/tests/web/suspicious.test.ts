import { listReportsByMember, proposeParty, settleParty } from '@tocsin/api'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { seedPerson } from '../../src/index.ts'
import { newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

const MAIL = [
  'Received: from a.example by b.example; Tue, 1 Sep 2026 10:00:00 +0000',
  'From: "Helpdesk" <help@sender.example>',
  'Reply-To: desk@answers.example',
  'Subject: Come to 12 Main Street, Springfield, OH 45501',
  'Content-Type: text/html',
  '',
  '<form action="https://harm.example/in"><input type="password"></form><a href="https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fharm.example%2Fin">https://county.example/</a>',
].join('\r\n')

let house: House
let browser: Browser
let token: string
/** Hosts that a page asked for anything. */
const asked = new Set<string>()
beforeAll(async () => {
  house = await openHouse()
  await sendExampleNotice(house)
  const { db } = house.exchange.context.database
  const hub = await db
    .selectFrom('members')
    .select('id')
    .where('kind', '=', 'hub')
    .executeTakeFirstOrThrow()
  await seedPerson(db, hub.id, { email: 'second@hub.example', roles: ['analyst', 'operator'] })
  await enrolParty()
  await vi.waitUntil(() => house.mail.mails.length === 2, { timeout: 20_000 })
  const mail = house.mail.mails.find(({ to }) => to.startsWith('office-39049'))!
  token = /\/n#([\w-]+)/.exec(mail.text)![1]!
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** A party that one operator enters and another lets stand. */
async function enrolParty(): Promise<void> {
  const { stage } = house.exchange
  const statement = {
    name: 'Quillwort Hall',
    kind: 'think-tank' as const,
    domains: ['quillwort-hall.org'],
    aliases: [],
    keywords: [],
    contacts: [{ title: 'IT', email: 'it@quillwort-hall.example', language: 'en' }],
    tellFrom: 101,
    othersAfter: 24,
  }
  const operator = await stage.as('operator@member.example')
  const { id } = await operator(proposeParty, { body: { statement, isMember: false } })
  const second = await stage.as('second@hub.example')
  await second(settleParty, { params: { id }, body: { version: 1, stands: true } })
}

const isWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
const listen = (page: Page) =>
  page.on('request', (request) => asked.add(new URL(request.url()).host))

test('a clerk has a mail looked at on a phone in Spanish by the link of a notice, and reports it without typing it anew', async () => {
  const clerk = await (await newPerson(browser, true, 'es-US')).newPage()
  listen(clerk)
  await clerk.goto(`${house.origin}/n#${token}`)
  await clerk.getByRole('link', { name: '¿Es real un correo o enlace?' }).click()
  await clerk.getByRole('heading', { name: '¿Es real este correo o enlace?' }).waitFor()
  await keep(clerk, 'suspicious-form-phone-es')
  expect(await faultsOf(clerk)).toEqual([])
  await clerk.getByLabel('O el correo como archivo (.eml)').setInputFiles({
    name: 'correo.eml',
    mimeType: 'message/rfc822',
    buffer: Buffer.from(MAIL),
  })
  await clerk.getByRole('button', { name: 'Mirarlo' }).click()
  await clerk.getByText('Algo en él está hecho para engañar').waitFor()
  await clerk.getByText('Pide una contraseña.').waitFor()
  expect(await clerk.evaluate(() => document.activeElement?.id)).toBe('verdict')
  await clerk.getByText('En qué se basa').click()
  await keep(clerk, 'suspicious-answer-phone-es')
  expect(await isWide(clerk)).toBe(true)
  expect(await faultsOf(clerk)).toEqual([])
  await clerk.getByLabel('¿Qué deberían saber? (si hay algo)').fill('Llegó a dos de nosotros.')
  await clerk.getByRole('button', { name: 'Enviar el reporte' }).click()
  await clerk.getByText('Se recibió su reporte.').waitFor()
  const reference = await clerk.locator('#sent strong').innerText()
  const desk = await house.signIn(await newPerson(browser), 'agency')
  await desk.getByRole('link', { name: 'Reports to us' }).click()
  await desk.getByRole('heading', { name: new RegExp(reference) }).waitFor()
  await desk.getByText('Llegó a dos de nosotros.').waitFor()
  await keep(desk, 'suspicious-report')
  // Nothing that the mail names was asked for anything.
  expect([...asked].filter((host) => !house.origin.endsWith(host))).toEqual([])
})

test('somebody signed in pastes a link by keyboard, is told where it leads, and has no link to press', async () => {
  const desk = await house.signIn(await newPerson(browser), 'platform')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'Is this mail real?' }).click()
  await desk.getByRole('heading', { name: 'Is this mail or link real?' }).waitFor()
  await desk.getByLabel('Link or words').focus()
  await desk.keyboard.type('https://l.facebook.com/l.php?u=https%3A%2F%2Fharm.example%2Fin')
  await desk.keyboard.press('Tab')
  await desk.keyboard.press('Tab')
  await desk.keyboard.press('Enter')
  await desk.getByText('A link goes through Facebook and leads to harm[.]example.').waitFor()
  await desk.getByText('That is no proof that it is safe.').waitFor()
  await keep(desk, 'suspicious-answer')
  expect(await faultsOf(desk)).toEqual([])
  const links = await desk
    .getByRole('link')
    .evaluateAll((all) => all.map((one) => new URL((one as HTMLAnchorElement).href).host))
  expect([...new Set(links)]).toEqual([new URL(house.origin).host])
  await desk.getByRole('button', { name: 'Look at another' }).click()
  await desk.getByRole('button', { name: 'Look at it' }).click()
  await desk.getByText('Paste something, or choose a file.').waitFor()
})

test('somebody signed in reports it to the hub, begins a release with it, and has its names looked for', async () => {
  const desk = await house.signIn(await newPerson(browser), 'platform', '/suspicious')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByLabel('Link or words').fill('https://harm-by-words.example/in')
  await desk.getByRole('button', { name: 'Look at it' }).click()
  await desk.getByRole('heading', { name: 'Report it' }).waitFor()
  await keep(desk, 'suspicious-report-signed-in')
  expect(await faultsOf(desk)).toEqual([])
  await desk.getByLabel('What should they know? (if anything)').fill('Came to two of us.')
  await desk.getByRole('button', { name: 'Send the report' }).click()
  await desk.getByText('Your report was taken.').waitFor()
  await desk.getByRole('heading', { name: 'Reports made from here' }).waitFor()
  await desk.setViewportSize({ width: 375, height: 812 })
  await keep(desk, 'suspicious-reported-phone')
  expect(await isWide(desk)).toBe(true)
  expect(await faultsOf(desk)).toEqual([])
  const platform = await house.exchange.stage.as('platform@member.example')
  expect((await platform(listReportsByMember)).items).toMatchObject([
    { to: { name: 'Example hub' } },
  ])
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('button', { name: 'Begin a release with it' }).click()
  await desk.waitForURL(/\/compose\/./)
  await desk.getByText('harm-by-words.example').first().waitFor()
  await keep(desk, 'suspicious-draft')
  await desk.goto(`${house.origin}/suspicious`)
  await desk.getByLabel('Link or words').fill('https://quillwort-hall.net/in')
  await desk.getByRole('button', { name: 'Look at it' }).click()
  await desk.getByRole('button', { name: 'Look whom its names imitate' }).click()
  await desk.waitForURL(/\/alerts/)
  await desk.getByText('suspicious-mail.txt').waitFor()
  await desk.getByText('quillwort-hall[.]net').first().waitFor()
})

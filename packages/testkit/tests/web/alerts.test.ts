import { getRun, startWatch, uploadActivity, type Upload } from '@tocsin/api'
import { domainToASCII } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { CAMPAIGN, defend, openDefendedHouse, PRESS } from './defended-house.ts'
import { mailOf, newPerson, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
const HOMOGRAPH = domainToASCII('fоrward-campaign.org')
const NAMES = [HOMOGRAPH, 'forward-campaign.net', 'forward-carnpaign.org', 'some-shop.example']
const PINETREE = ['pinetree-institute.net', 'pinetre-institute.org', 'pinetree-institute-mail.com']
beforeAll(async () => {
  house = await openDefendedHouse()
  browser = await startBrowser()
  await defend(house)
  await defend(house, {
    name: 'Pine Tree Institute',
    kind: 'think-tank',
    domains: ['pinetree-institute.org'],
    contacts: [
      { title: 'Head of IT', email: 'gone@mail.example', language: 'en', phone: '+1 614 555 0199' },
    ],
    tellFrom: 100,
  })
  house.mail.refused.add('gone@mail.example')
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** Looks names through as the platform, until the look has ended. */
async function look(names: readonly string[]): Promise<void> {
  const { stage } = house.exchange
  const file = new Blob([names.join('\n')])
  const query = 'name=names.txt&of=names'
  const upload = await stage.upload(mailOf('platform'), uploadActivity, query, file)
  const call = await stage.as(mailOf('platform'))
  const { id } = await call(startWatch, { body: { uploadId: (upload as Upload).id } })
  await vi.waitUntil(async () => (await call(getRun, { params: { id } })).endedAt !== undefined, {
    timeout: 20_000,
  })
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

test('an analyst looks through a list of names; the party is mailed, answers by the link on a phone in Spanish, and the code checks', async () => {
  const desk = await house.signIn(await newPerson(browser), 'platform', '/alerts')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByText('No name was found so far').waitFor()
  await desk.getByLabel('Choose a list of names').setInputFiles({
    name: 'new-names.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from([...NAMES, ...PINETREE].join('\n')),
  })
  await desk.getByText('The look has begun.').waitFor()
  const looks = desk.getByRole('table', { name: 'Looks through names' })
  await looks.getByText('Done', { exact: true }).waitFor()
  const table = desk.getByRole('table', { name: 'Names that imitate defended parties' })
  await table.getByRole('link', { name: 'forward-campaign[.]net' }).waitFor()
  await desk.getByText('о U+043E Cyrillic').waitFor()
  await vi.waitUntil(() => house.mail.mails.length >= 2, { timeout: 20_000 })
  await desk.getByRole('link', { name: 'Told by mail 3' }).waitFor()
  await keep(desk, 'alerts')
  expect(await faultsOf(desk)).toEqual([])
  await desk.getByLabel('Part of a name or party').fill('carnpaign')
  await desk.keyboard.press('Enter')
  await expect.poll(() => table.locator('tbody tr').count()).toBe(1)
  expect(new URL(desk.url()).searchParams.get('words')).toBe('carnpaign')
  await desk.setViewportSize({ width: 375, height: 812 })
  expect(await fits(desk)).toBe(true)
  await keep(desk, 'alerts-phone')

  const mail = house.mail.mails.find(({ to }) => to === 'it@mail.example')!
  const link = /http:\S+\/p#\S+/.exec(mail.text)![0]
  const phone = await (await newPerson(browser, true, 'es-US')).newPage()
  await phone.goto(link)
  await phone.getByText('Se encontraron 3 nombres que se parecen al suyo.').waitFor()
  await phone.getByText('о U+043E cirílico').waitFor()
  await keep(phone, 'party-link-phone-es')
  expect(await faultsOf(phone)).toEqual([])
  expect(await fits(phone)).toBe(true)
  const net = phone.locator('section').filter({ hasText: 'forward-campaign[.]net' })
  await net.getByRole('button', { name: 'Es nuestro', exact: true }).click()
  await keep(phone, 'party-ours-phone-es')
  expect(await faultsOf(phone)).toEqual([])
  await net.getByRole('button', { name: 'Sí, es nuestro' }).click()
  await net.getByText('Recibimos su respuesta.').waitFor()
  await net.getByText('porque usted dice que es suyo').waitFor()
  const carn = phone.locator('section').filter({ hasText: 'carnpaign' })
  await carn.getByRole('button', { name: 'No es nuestro', exact: true }).click()
  await carn.getByText('Decir más o pedir ayuda').click()
  await carn.getByLabel('Pedimos ayuda').check()
  await carn.getByLabel('Sus palabras').fill('¿Quién aloja esto?')
  await carn.getByLabel('Lo mismo para el otro nombre que espera').check()
  await keep(phone, 'party-answer-phone-es')
  expect(await faultsOf(phone)).toEqual([])
  await carn.getByRole('button', { name: 'A otros miembros, ya' }).click()
  await carn.getByText('Recibimos su respuesta.').waitFor()
  expect(await phone.getByText('Cambiar la respuesta').count()).toBe(3)
  const code = await phone.locator('.code').innerText()
  await phone.goto(`${house.origin}/check`)
  await phone.getByLabel('Código que le leyeron, o que está en el correo').fill(code)
  await phone.getByRole('button', { name: 'Comprobar el código' }).click()
  await phone.getByText(/Platform A, para Forward Campaign/).waitFor()
  await phone.getByText('Compárelo con lo que le llegó').waitFor()
  await keep(phone, 'party-check-phone-es')

  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.goto(`${house.origin}/alerts?words=carnpaign`)
  await table.getByRole('link', { name: 'forward-carnpaign[.]org' }).click()
  await desk.getByText('It asks you for help, in confidence.').waitFor()
  await desk.getByText('¿Quién aloja esto?').waitFor()
  await desk.getByText('Page behind the mail to Head of IT first opened').waitFor()
  await keep(desk, 'alert')
  expect(await faultsOf(desk)).toEqual([])
  await desk.getByRole('link', { name: 'Share it with members' }).click()
  await desk.getByRole('heading', { name: 'Release a finding' }).waitFor()
  await desk.context().close()
  await phone.context().close()
})

test('a party that no mail reaches is named with its telephone; what is not worth telling is set aside with a reason', async () => {
  const desk = await house.signIn(await newPerson(browser), 'platform', '/alerts?state=new')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'pinetree-institute[.]net' }).click()
  await desk.getByText('The party comes first: tell it.').first().waitFor()
  await desk.getByRole('button', { name: 'Tell Pine Tree Institute' }).click()
  await desk.getByText('No mail could be delivered to Pine Tree Institute').waitFor()
  await desk.getByRole('link', { name: '+1 614 555 0199' }).waitFor()
  await keep(desk, 'alert-unreached')
  expect(await faultsOf(desk)).toEqual([])
  await desk.goto(`${house.origin}/alerts?state=new`)
  await desk.getByRole('link', { name: 'pinetree-institute-mail[.]com' }).click()
  await desk.getByRole('button', { name: 'Set it aside' }).click()
  await desk.getByLabel('Reason').fill('It leads back to the institute.')
  await desk.getByRole('dialog').getByRole('button', { name: 'Set it aside' }).click()
  await desk.getByText('Set aside: It leads back to the institute.').waitFor()
  await desk.setViewportSize({ width: 375, height: 812 })
  expect(await fits(desk)).toBe(true)
  await desk.context().close()
})

test('what is sealed becomes public at its end with a proof; a clerk of the party answers in two taps', async () => {
  const clerk = await house.signInBy(await newPerson(browser, true, 'fr-FR'), PRESS, '/alerts')
  await clerk.getByRole('heading', { name: 'Noms qui imitent les nôtres' }).waitFor()
  const card = clerk.locator('article').filter({ hasText: 'campaign[.]net' })
  await card.getByRole('button', { name: 'Changer la réponse' }).click()
  await card.getByRole('button', { name: 'Pas à nous, et nous le savions' }).click()
  await keep(clerk, 'alerts-told-phone-fr')
  expect(await faultsOf(clerk)).toEqual([])
  await card.getByRole('button', { name: /^Personne avant/ }).click()
  await card.getByText('Votre réponse a été prise.').waitFor()
  expect(await fits(clerk)).toBe(true)

  const desk = await house.signIn(
    await newPerson(browser),
    'platform',
    '/alerts?words=campaign.net',
  )
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'forward-campaign[.]net' }).click()
  await desk
    .getByText(/The party comes first: others from/)
    .first()
    .waitFor()
  await desk.getByRole('button', { name: 'Seal it', exact: true }).click()
  await desk.getByLabel('Until').fill('2026-10-05T12:00')
  await desk.getByLabel('Basis').fill('An inquiry is under way')
  await keep(desk, 'alert-seal')
  await desk.getByRole('dialog').getByRole('button', { name: 'Seal it', exact: true }).click()
  await desk
    .getByText(/It is sealed until/)
    .first()
    .waitFor()

  house.exchange.clock.advance(5 * 86_400_000)
  const anybody = await (await newPerson(browser)).newPage()
  await anybody.setViewportSize({ width: 1440, height: 900 })
  const isOpen = async () => {
    await anybody.goto(`${house.origin}/defended`)
    await anybody.getByRole('heading', { name: 'Seals that were opened' }).waitFor()
    return anybody.getByText('An inquiry is under way').count()
  }
  await expect.poll(isOpen, { timeout: 20_000 }).toBe(1)
  await keep(anybody, 'defended')
  expect(await faultsOf(anybody)).toEqual([])
  const saved = anybody.waitForEvent('download')
  await anybody.getByRole('button', { name: /^#\d+$/ }).click()
  const file = await (await saved).path()
  await anybody.goto(`${house.origin}/verify`)
  await anybody.getByLabel('Choose a receipt').setInputFiles(file)
  await anybody.getByText(/is genuine/).waitFor()
  await anybody.getByText('"name": "forward-campaign.net"').waitFor()
  for (const page of [clerk, desk, anybody]) await page.context().close()
})

test('an analyst of the party is asked first; of many names those of each party stand together', async () => {
  const other = ['press', 'team', 'votes', 'donate', 'login', 'news', 'mail', 'join']
  await look(
    other.flatMap((word) => [`forward-campaign-${word}.com`, `pinetree-institute-${word}.org`]),
  )
  const desk = await house.signInBy(await newPerson(browser), CAMPAIGN, '/alerts')
  await desk.setViewportSize({ width: 1440, height: 900 })
  const waiting = desk.locator('section').filter({ hasText: 'Waiting for your answer' }).first()
  const card = waiting.locator('article').filter({ hasText: 'campaign-press' })
  await card.getByRole('button', { name: 'It is ours' }).click()
  expect(await card.getByLabel(/^Add it to our names/).isChecked()).toBe(true)
  await keep(desk, 'alerts-ours')
  await card.getByRole('button', { name: 'Back' }).click()
  await card.getByRole('button', { name: 'It is not ours' }).click()
  await keep(desk, 'alerts-campaign-waiting')
  expect(await faultsOf(desk)).toEqual([])
  await card.getByRole('button', { name: 'Other members, at once' }).click()
  await desk.getByRole('link', { name: 'Answered 4' }).waitFor()
  await desk.context().close()

  const finder = await house.signIn(await newPerson(browser), 'platform', '/alerts')
  await finder.setViewportSize({ width: 1440, height: 900 })
  await finder.getByRole('table', { name: 'Names that imitate Pine Tree Institute' }).waitFor()
  await keep(finder, 'alerts-by-party')
  expect(await faultsOf(finder)).toEqual([])
  await finder.context().close()

  const hub = await house.signIn(await newPerson(browser), 'operator', '/overview')
  await hub.setViewportSize({ width: 1440, height: 900 })
  await hub.getByRole('table', { name: 'Defended parties that no mail reached' }).waitFor()
  await keep(hub, 'overview-unreached')
  expect(await faultsOf(hub)).toEqual([])
  await hub.goto(`${house.origin}/parties?words=pinetree`)
  await hub.getByRole('link', { name: 'Pine Tree Institute' }).waitFor()
  expect(await hub.getByRole('link', { name: 'Forward Campaign' }).count()).toBe(0)
  await hub.context().close()
})

test('an analyst of a campaign is told that it looks for its own alone, and a link that leads nowhere says so in little script', async () => {
  const desk = await house.signInBy(await newPerson(browser), CAMPAIGN, '/alerts')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByText('looks for its own alone').waitFor()
  await keep(desk, 'alerts-campaign')
  expect(await faultsOf(desk)).toEqual([])
  const phone = await (await newPerson(browser, true)).newPage()
  const sizeOf = async (path: string) => {
    const sizes: Promise<number>[] = []
    const count = (response: {
      url: () => string
      request: () => { sizes: () => Promise<{ responseBodySize: number }> }
    }) => {
      if (response.url().endsWith('.js'))
        sizes.push(
          response
            .request()
            .sizes()
            .then(({ responseBodySize }) => responseBodySize),
        )
    }
    phone.on('response', count)
    await phone.goto(house.origin + path)
    await phone.locator('h1').waitFor()
    phone.off('response', count)
    return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0)
  }
  const party = await sizeOf('/p#no-such-token-here')
  await phone.getByRole('heading', { name: 'This link does not work' }).waitFor()
  expect(await faultsOf(phone)).toEqual([])
  expect(party).toBeGreaterThan(0)
  expect(party).toBeLessThan(30_000)
  await desk.context().close()
  await phone.context().close()
})

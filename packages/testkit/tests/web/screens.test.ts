import { sendNotice } from '@tocsin/api'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { axeFaultsOf } from './axe.ts'
import { giveMessages } from './given-messages.ts'
import {
  mailOf,
  newPerson,
  openHouse,
  releaseFinding,
  sendExampleNotice,
  type House,
  type Who,
} from './house.ts'

let house: House
let release: string
let notice: string
let messages: Awaited<ReturnType<typeof giveMessages>>
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  release = await releaseFinding(house)
  notice = await sendExampleNotice(house)
  messages = await giveMessages(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const SCREENS: Record<Who, string[]> = {
  operator: [
    '/overview',
    '/members',
    '/groups',
    '/offices',
    '/elections',
    '/keys',
    '/drill',
    '/refusals',
    '/rules',
    '/erasure',
    '/alerts',
    '/parties',
    '/parties/new',
  ],
  agency: [
    '/compose',
    '/messages',
    '/messages/$message',
    '/elections',
    '/notices',
    '/notices/new',
    '/notices/$notice',
    '/inbox',
    '/rules',
  ],
  platform: [
    '/findings',
    '/alerts',
    '/findings/$finding',
    '/share/$finding',
    '/sent',
    '/releases/$release',
  ],
  peer: ['/inbox', '/releases/$release'],
  researcher: ['/inbox'],
  clerk: ['/notices', '/alerts'],
}

/** Faults of a page in words: what axe finds, what the console says, what runs off a phone. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text())
  })
  await page.goto(house.origin + path)
  await page.locator('h1').waitFor()
  await expect.poll(() => page.locator('output.busy').count(), { timeout: 20_000 }).toBe(0)
  faults.push(...(await axeFaultsOf(page, TAGS)).map((fault) => `${path}: ${fault}`))
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  if (overflow > 0) faults.push(`${path}: ${overflow} pixels wider than the window`)
  return faults
}

/** Puts the ids of this run into a path. */
function fill(path: string): string {
  return path
    .replace('$finding', house.finding)
    .replace('$release', release)
    .replace('$notice', notice)
    .replace('$message', messages.waiting)
    .replace('$entry', messages.entry)
}

for (const [who, paths] of Object.entries(SCREENS) as [Who, string[]][]) {
  for (const phone of [false, true]) {
    const where = phone ? 'on a phone in the dark' : 'on a desktop'
    test(`every screen of the ${who} is accessible and fits, ${where}`, async () => {
      const context = await newPerson(browser, phone)
      const page = await house.signIn(context, who)
      const faults: string[] = []
      for (const path of paths) {
        faults.push(...(await faultsOf(page, fill(path))))
      }
      await context.close()
      expect(faults).toEqual([])
    })
  }
}

test('public pages are accessible and fit a phone, with no account', async () => {
  const context = await newPerson(browser, true)
  const page = await context.newPage()
  const faults: string[] = []
  for (const path of [
    '/sign-in',
    '/log',
    '/bulletins',
    '/register',
    '/register/counts',
    '/register/$entry',
    '/verify',
    '/check',
    '/defended',
    '/p#no-such-token-here',
    '/n#no-such-token-here',
  ]) {
    faults.push(...(await faultsOf(page, fill(path))))
  }
  await context.close()
  expect(faults).toEqual([])
})

test('a notice that writes out an address longer than a phone is wide fits every page that shows it', async () => {
  const address = `https://results.agency.example/${'polling-places'.repeat(6)}`
  const call = await house.exchange.stage.as(mailOf('agency'))
  const { summary } = await call(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'clear',
      texts: {
        en: {
          subject: `Not ours: ${address}`,
          what: address,
          howSure: address,
          actions: [address],
          whoToCall: address,
        },
      },
      targets: [
        { jurisdiction: '39', role: 'chief-official' },
        { jurisdiction: '39049', role: 'clerk' },
      ],
      answerWithin: 60,
    },
  })
  await house.exchange.drain()
  const [door] = house.mail.mails.flatMap(({ text }) => /\/n#[\w-]+/.exec(text)?.slice(0, 1) ?? [])
  const faults: string[] = []
  const look = async (page: Page, paths: string[]) => {
    for (const path of paths) faults.push(...(await faultsOf(page, path)))
    await page.context().close()
  }
  const stranger = await (await newPerson(browser, true)).newPage()
  await look(stranger, ['/bulletins', `/bulletins/${summary.id}`, door!])
  const clerk = await house.signIn(await newPerson(browser, true), 'clerk')
  await look(clerk, ['/notices', `/notices/${summary.id}`])
  expect(faults).toEqual([])
})

test('the checker says what is wrong, and where', async () => {
  const context = await newPerson(browser)
  const page = await context.newPage()
  await page.goto(`${house.origin}/sign-in`)
  await page.locator('h1').waitFor()
  await page.evaluate(() => {
    document.querySelector('h1')!.after(document.createElement('img'))
  })
  expect(await axeFaultsOf(page, TAGS)).toEqual([expect.stringMatching(/^image-alt at .*img/)])
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.title = 'Another page'
    document.querySelector('img')!.replaceWith(frame)
  })
  expect(await axeFaultsOf(page, TAGS)).toContain('a page within the page')
  await context.close()
})

test('a page of the desk asks a stranger to sign in', async () => {
  const context = await newPerson(browser)
  const page = await context.newPage()
  await page.goto(`${house.origin}/members`)
  await page.getByRole('button', { name: 'Mail me a link' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await context.close()
})

test('the notice page and the clerk desk load less than 200 kB of script', async () => {
  const size = async (page: Page, path: string) => {
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return
      sizes.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      )
    })
    await page.goto(house.origin + path)
    await page.locator('h1').waitFor()
    return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0)
  }
  const office = await newPerson(browser, true)
  const notice = await size(await office.newPage(), '/n#no-such-token-here')
  const clerk = await newPerson(browser, true)
  await house.signIn(clerk, 'clerk')
  const other = await clerk.newPage()
  const desk = await size(other, '/notices')
  expect(notice).toBeGreaterThan(0)
  expect(notice).toBeLessThan(30_000)
  expect(desk).toBeLessThan(200_000)
  await office.close()
  await clerk.close()
})

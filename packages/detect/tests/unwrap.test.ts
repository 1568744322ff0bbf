/** Links unwrapped: each way of wrapping undone as it was made, and nothing that breaks what reads it. */
import { unwrap } from '@tocsin/detect/suspicious'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/)
const path = fc.stringMatching(/^[A-Za-z0-9/_.~-]{0,20}$/)
const query = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.string({ maxLength: 12 }), {
  maxKeys: 3,
})
const address = fc
  .tuple(fc.constantFrom('http', 'https'), label, label, path, query)
  .map(
    ([scheme, a, b, rest, asked]) =>
      new URL(`${scheme}://${a}.${b}.example/${rest}?${new URLSearchParams(asked)}`).href,
  )

const RUNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** As URL Defense writes it in version 3: signs beyond a few as `*`, runs of them as `**` and their length. */
function defend3(url: string): string {
  let signs = ''
  const written = url.replace(/[^A-Za-z0-9:/.?&=-]{1,20}/g, (run) => {
    const all = [...run]
    signs += run
    return all.length === 1 ? '*' : `**${RUNS[all.length - 2]}`
  })
  return `https://urldefense.com/v3/__${written}__;${Buffer.from(signs).toString('base64url')}!!tag$`
}

/** Every way of wrapping, as its service does it. */
const WRAPS: Record<string, (url: string) => string> = {
  'Safe Links': (url) =>
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05%7C02&reserved=0`,
  'URL Defense 1': (url) =>
    `https://urldefense.proofpoint.com/v1/url?u=${encodeURIComponent(url)}&k=abc`,
  'URL Defense 2': (url) =>
    `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(url).replaceAll('-', '%2D').replaceAll('_', '%5F').replaceAll('%2F', '/').replaceAll('%', '-').replaceAll('/', '_')}&d=DwMF&c=x`,
  'URL Defense 3': defend3,
  Barracuda: (url) => `https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(url)}&c=E,1`,
  Google: (url) => `https://www.google.com/url?sa=t&q=${encodeURIComponent(url)}&usg=x`,
  Facebook: (url) => `https://l.facebook.com/l.php?u=${encodeURIComponent(url)}&h=x`,
  Cisco: (url) => `https://secure-web.cisco.com/1aBcD/${encodeURIComponent(url)}`,
  Sophos: (url) =>
    `https://eu-west-1.protection.sophos.com/?d=x.example&u=${Buffer.from(url).toString('base64url')}&i=1`,
  Bing: (url) =>
    `https://www.bing.com/ck/a?!&&p=1&u=a1${Buffer.from(url).toString('base64url')}&ntb=1`,
  Yahoo: (url) => `https://r.search.yahoo.com/_ylt=x/RV=2/RU=${encodeURIComponent(url)}/RK=2/RS=x`,
}

test.each(Object.keys(WRAPS))(
  'whatever %s wrapped is unwrapped as it was, without asking',
  (by) => {
    fc.assert(
      fc.property(address, (url) => {
        const { url: found, steps, asks } = unwrap(WRAPS[by]!(url))
        expect(found).toBe(url)
        expect(steps).toHaveLength(1)
        expect(asks).toBeUndefined()
      }),
    )
  },
)

test('wrappings of several services about each other are all taken off, in their order', () => {
  const names = fc.array(
    fc.constantFrom(...Object.keys(WRAPS).filter((by) => by !== 'URL Defense 3')),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(address, names, (url, wraps) => {
      const whole = wraps.reduce((inner, by) => WRAPS[by]!(inner), url)
      const { url: found, steps } = unwrap(whole)
      expect(found).toBe(url)
      expect(steps).toHaveLength(wraps.length)
    }),
  )
})

test('an address in a parameter, below layers of percent and base64, is told as one that it may lead to', () => {
  const layers = fc.array(fc.constantFrom('percent', 'base64'), { maxLength: 3 })
  fc.assert(
    fc.property(address, layers, (url, all) => {
      const value = all.reduce(
        (inner, way) =>
          way === 'percent' ? encodeURIComponent(inner) : Buffer.from(inner).toString('base64url'),
        url,
      )
      const { carries, host } = unwrap(`https://shop.example/go?next=${encodeURIComponent(value)}`)
      expect(host).toBe('shop.example')
      expect(carries).toContain(url)
    }),
  )
})

test('whatever is pasted is read to an end, and what is given is an address or a reason', () => {
  const odd = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.webUrl(),
    address.map((url) => WRAPS['URL Defense 3']!(url).slice(0, -20)),
  )
  fc.assert(
    fc.property(odd, (text) => {
      const { url, fault } = unwrap(text)
      expect((url === undefined) === (fault !== undefined)).toBe(true)
    }),
  )
})

test('services that keep the address to themselves are named, and nothing is guessed', () => {
  for (const [link, by] of [
    ['https://protect-us.mimecast.com/s/AbC?domain=x', 'Mimecast'],
    ['https://url.us.m.mimecastprotect.com/s/AbC', 'Mimecast'],
    ['https://t.co/AbC', 't.co'],
    ['https://bit.ly/AbC', 'a shortener'],
  ] as const)
    expect(unwrap(link)).toMatchObject({ asks: by, steps: [], carries: [] })
})

test('a link that wraps itself over and over ends', () => {
  let link = 'https://stranger.example/'
  for (let i = 0; i < 30; i++) link = WRAPS['Safe Links']!(link).slice(0, 8000)
  expect(unwrap(link).steps.length).toBeLessThanOrEqual(12)
})

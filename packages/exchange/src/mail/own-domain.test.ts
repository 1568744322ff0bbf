import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { toDkimRecord } from './dkim.ts'
import { checkOwnDomains, type AskTxt } from './own-domain.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = {
  domainName: 'exchange.example',
  keySelector: 's1',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
}
const record = toDkimRecord(key)
const DOMAINS = { from: 'mail.exchange.example', returns: 'bounces.exchange.example', key }

/** DNS that holds these records and nothing else. */
const zone =
  (records: Record<string, string[]>): AskTxt =>
  async (name) => {
    if (!records[name]) throw Object.assign(new Error('none'), { code: 'ENODATA' })
    return records[name]
  }
const statesOf = async (ask: AskTxt, domains: Partial<typeof DOMAINS> = {}) =>
  (await checkOwnDomains({ ...DOMAINS, ...domains }, ask)).map(({ state }) => state)

test('what stands as it should is there; DMARC of the organisation holds for a name below it', async () => {
  const ask = zone({
    'bounces.exchange.example': ['unrelated', 'v=spf1 mx -all'],
    [record.name]: [record.value.replace('p=', 'p= ').replace(/(.{100})/, '$1 ')],
    '_dmarc.exchange.example': ['v=DMARC1; p=reject'],
  })
  expect(await statesOf(ask)).toEqual(['there', 'there', 'there'])
})

test('what is missing is named with a record to publish', async () => {
  const checks = await checkOwnDomains(DOMAINS, zone({}))
  expect(checks.map(({ state }) => state)).toEqual(['missing', 'missing', 'missing'])
  expect(checks[1]).toMatchObject({ name: 's1._domainkey.exchange.example', publish: record.value })
  expect(checks[2]).toMatchObject({ name: '_dmarc.mail.exchange.example' })
})

test('two records, a record that lets everybody and another key are wrong', async () => {
  const ask = zone({
    'bounces.exchange.example': ['v=spf1 mx -all', 'v=spf1 -all'],
    [record.name]: ['v=DKIM1; k=rsa; p=AAAA'],
    '_dmarc.mail.exchange.example': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'],
  })
  expect(await statesOf(ask)).toEqual(['wrong', 'wrong', 'wrong'])
  const all = zone({ 'bounces.exchange.example': ['v=spf1 +all'] })
  expect((await statesOf(all))[0]).toBe('wrong')
  const first = zone({ 'bounces.exchange.example': ['v=spf1 +all -all'] })
  expect((await statesOf(first))[0]).toBe('wrong')
})

test('a key that is published as one that is tried out is wrong, since receivers take its mails for unsigned', async () => {
  const tried = zone({ [record.name]: [`${record.value}; t=s:y`] })
  expect((await statesOf(tried))[1]).toBe('wrong')
  const strict = zone({ [record.name]: [`${record.value}; t=s`] })
  expect((await statesOf(strict))[1]).toBe('there')
})

test('where DNS gives no answer nothing is claimed, and no key is no fault of DNS', async () => {
  const silent: AskTxt = async () => {
    throw Object.assign(new Error('t'), { code: 'ETIMEOUT' })
  }
  const checks = await checkOwnDomains({ ...DOMAINS, key: undefined }, silent)
  expect(checks.map(({ state }) => state)).toEqual(['not-asked', 'unset', 'not-asked'])
  expect(checks[0]).toMatchObject({ fault: 'ETIMEOUT', found: [] })
})

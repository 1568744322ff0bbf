/** Chains of seals (ARC, RFC 8617) computed again: by the public suite for validators, and by what is said of them. */
import { judge, readSuspiciousMail, type ResolveTxt } from '@tocsin/detect/suspicious'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Suite = {
  records: Record<string, string>[]
  tests: { name: string; cv: string; records: number; message: string }[]
}
const SUITE = JSON.parse(readFileSync(join(import.meta.dirname, 'arc-suite.json'), 'utf8')) as Suite

const NOW = new Date('2026-09-01T12:00:00.000Z')

const askKeys =
  (keys: Record<string, string>): ResolveTxt =>
  async (name) => {
    if (keys[name] === undefined) throw Object.assign(new Error('none'), { code: 'ENOTFOUND' })
    return [keys[name]]
  }

async function headOf(message: string, resolve?: ResolveTxt) {
  const bytes = Buffer.from(message.replaceAll('\n', '\r\n'))
  const { mails } = await readSuspiciousMail(bytes, { own: [], resolve, now: NOW })
  return mails[0]!
}

/**
 * Where we are stricter than the suite: `c=` left out is simple/simple as RFC 6376 has it, and one that does not cover From is none.
 * Where a seal says that the chain failed the suite asks for no result.
 */
const STRICTER: Record<string, string> = {
  ams_fields_c_na: 'Fail',
  ams_fields_h_empty: 'Fail',
  cv_fail_i1_as_cv_fail: 'Fail',
  cv_fail_i2_as2_fail: 'Fail',
  cv_fail_i2_as1_fail: 'Fail',
}
const NAMES = { pass: 'Pass', fail: 'Fail', unknown: 'Unknown' } as const

test.each(SUITE.tests.filter(({ name }) => name !== 'cv_empty'))(
  'a chain of the suite for validators comes out as there: $name',
  async ({ name, cv, records, message }) => {
    const { chain } = await headOf(message, askKeys(SUITE.records[records]!))
    expect(chain ? NAMES[chain.result] : 'None').toBe(STRICTER[name] ?? cv)
  },
)

const one = (name: string) => SUITE.tests.find((given) => given.name === name)!
const told = async (message: string, resolve?: ResolveTxt) => {
  const bytes = Buffer.from(message.replaceAll('\n', '\r\n'))
  const reading = await readSuspiciousMail(bytes, { own: [], resolve, now: NOW })
  const { findings } = judge(reading, {
    ownDomains: [],
    ownNames: [],
    imitations: [],
    known: [],
    alerts: [],
    hits: [],
    common: [],
  })
  return findings.filter(({ code }) => code.startsWith('chain-'))
}

test('what was computed again is said apart from what a header only claims, and neither proves From', async () => {
  const { message, records } = one('cv_pass_i2_1')
  const keys = askKeys(SUITE.records[records]!)
  const holds = await told(message, keys)
  expect(holds[0]).toMatchObject({
    code: 'chain-holds',
    values: { domain: 'example.org', count: '2' },
  })
  expect(holds.find(({ code }) => code === 'chain-claims')?.values).toMatchObject({
    step: '1',
    domain: 'example.org',
    claims: expect.stringContaining('dkim=pass'),
  })
  const { chain } = await headOf(message, keys)
  expect(chain?.sets.map(({ seal }) => seal)).toEqual(['holds', 'holds'])
  const changed = await told(message.replace('Hey gang', 'Hey gong'), keys)
  expect(changed[0]?.code).toBe('chain-changed')
  expect(changed.map(({ code }) => code)).toContain('chain-claims-unproven')
  expect(changed.map(({ code }) => code)).not.toContain('chain-claims')
  expect((await told(message))[0]?.code).toBe('chain-not-checked')
})

test('a key that cannot be fetched leaves the chain unknown, and one that is not there breaks it', async () => {
  const { message } = one('cv_pass_i2_1')
  const away: ResolveTxt = async () => {
    throw Object.assign(new Error('away'), { code: 'ETIMEOUT' })
  }
  expect((await headOf(message, away)).chain?.result).toBe('unknown')
  expect((await headOf(message, askKeys({}))).chain).toMatchObject({
    result: 'fail',
    why: 'message',
  })
})

test('thousands of seals are no chain, and no key is asked for', async () => {
  const { message, records } = one('cv_pass_i1_1')
  const seal = (i: number) =>
    `ARC-Seal: a=rsa-sha256; b=AAAA; cv=pass; d=d${i}.example; i=${i}; s=s\n`
  const many = Array.from({ length: 900 }, (_, i) => seal(i + 1)).join('')
  let asked = 0
  const counting: ResolveTxt = async (name) => {
    if (name.startsWith('s._domainkey.d')) asked++
    return askKeys(SUITE.records[records]!)(name)
  }
  const { chain, seals } = await headOf(many + message, counting)
  expect(chain).toEqual({ result: 'fail', why: 'shape', sets: [] })
  expect([seals, asked]).toEqual([901, 0])
})

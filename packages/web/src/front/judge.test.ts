import {
  formatPacket,
  formatReceipt,
  leafHash,
  leafOf,
  makeInclusionProof,
  makeKeyPair,
  rootHash,
  signCheckpoint,
  toEntryBundle,
  toSigner,
  type Disclosure,
} from '@tocsin/proof'
import { expect, test } from 'vitest'
import type { LogFiles } from '../log/entry-check.ts'
import { judge, type Given } from './judge.ts'
import { say } from './verdict.ts'
import { en } from './words-en.ts'
import { es } from './words-es.ts'
import { fr } from './words-fr.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const ORIGIN = 'exchange.example/log'
const pair = await makeKeyPair(ORIGIN, 'signer')
const witness = await makeKeyPair('witness.example', 'witness')
const ABOUT = 'notice:00000000-0000-4000-8000-000000000001'
const acts: Disclosure[] = ['notice.sent', 'notice.told', 'notice.acted'].map((kind, i) => ({
  state: 'open',
  kind,
  time: `2026-10-20T12:00:0${i}.000Z`,
  salt: new Uint8Array(32).fill(i),
  payload: JSON.stringify({ statement: `It happened, ${kind}.`, about: ABOUT }),
}))

type Made = { files: LogFiles; receipt: (index: number) => string }

/** A log of these acts as files, and receipts of its entries. */
async function makeLog(of: Disclosure[], signers = [pair.signer]): Promise<Made> {
  const entries = of.map((one) => encode(leafOf(one)))
  const leaves = entries.map((one) => leafHash(one))
  const head = { origin: ORIGIN, size: of.length, root: rootHash(leaves) }
  const checkpoint = await signCheckpoint(
    head,
    await Promise.all(signers.map((one) => toSigner(one))),
  )
  const tile = new Uint8Array(leaves.flatMap((leaf) => [...leaf]))
  const served = new Map<string, Uint8Array>([
    ['checkpoint', encode(checkpoint)],
    [`tile/0/000.p/${of.length}`, tile],
    [`tile/entries/000.p/${of.length}`, toEntryBundle(entries)],
  ])
  return {
    files: async (path) => served.get(path) ?? null,
    receipt: (index) =>
      formatReceipt({
        disclosure: of[index]!,
        index,
        proof: makeInclusionProof(leaves, index),
        checkpoint,
      }),
  }
}

const log = await makeLog(acts)
const given = (more: Partial<Given>): Given => ({
  file: undefined,
  number: undefined,
  keys: pair.verifier,
  ownKey: pair.verifier,
  ownLog: ORIGIN,
  ...more,
})
const sayOf = async (asked: Given, files: LogFiles = log.files) =>
  say(await judge(asked, files), asked, en)

test('a receipt is checked here and against the public log, and what that leaves open is said', async () => {
  const said = await sayOf(given({ file: encode(log.receipt(1)), number: 1 }))
  expect(said.tone).toBe('good')
  expect(said.checked).toEqual([
    en.checked.record,
    en.checked.key,
    en.checked.number,
    en.checked.inLog,
  ])
  expect(said.unchecked).toEqual([
    en.unchecked.truth,
    en.unchecked.time,
    en.unchecked.key,
    en.unchecked.witness,
  ])
})

test('a number alone proves its line under the signed head, and not what was said', async () => {
  const asked = given({ number: 2 })
  const judged = await judge(asked, log.files)
  expect(judged).toMatchObject({ what: 'line', line: { kind: 'notice.acted', index: 2, size: 3 } })
  expect(say(judged, asked, en)).toMatchObject({ tone: 'good', checked: [en.checked.line] })
  expect(say(judged, asked, en).unchecked).toContain(en.unchecked.said)
  expect(await sayOf(given({ number: 3 }))).toMatchObject({ tone: 'bad', head: [en.noLine] })
})

test('a record with another number than was given is no plain yes', async () => {
  const said = await sayOf(given({ file: encode(log.receipt(1)), number: 2 }))
  expect(said).toMatchObject({
    tone: 'bad',
    head: [en.genuine, `${en.otherNumber} #1.`],
  })
  expect(said.checked).not.toContain(en.checked.number)
})

test('a log that was written anew does not pass for the one that the record is of', async () => {
  const anew = await makeLog([acts[0]!, { ...acts[1]!, kind: 'notice.opened' }, acts[2]!])
  const said = await sayOf(given({ file: encode(log.receipt(1)) }), anew.files)
  expect(said).toMatchObject({ tone: 'bad', head: [en.genuine, en.changedLog] })
  expect(said.checked).not.toContain(en.checked.inLog)
})

test('a line whose file was changed is said not to fit, and one that cannot be read is not called so', async () => {
  const forged: LogFiles = async (path) =>
    path.startsWith('tile/entries')
      ? (await makeLog(acts.toReversed())).files(path)
      : log.files(path)
  expect((await sayOf(given({ number: 0 }), forged)).head[0]).toContain(en.shownLogUnfit)
  const away: LogFiles = async (path) => (path === 'checkpoint' ? log.files(path) : null)
  expect(await sayOf(given({ number: 0 }), away)).toMatchObject({ head: [en.headUnread] })
  const said = await sayOf(given({ file: encode(log.receipt(0)) }), away)
  expect(said).toMatchObject({ tone: 'good' })
  expect(said.unchecked).toContain(en.unchecked.inLog)
})

test('a packet is checked whole, and a packet does not prove that nothing else is on record', async () => {
  const file = encode(formatPacket({ about: ABOUT, receipts: [0, 1, 2].map(log.receipt) }))
  const said = await sayOf(given({ file, number: 1 }))
  expect(said.tone).toBe('good')
  expect(said.checked).toContain(en.checked.number)
  expect(said.unchecked).toContain(en.unchecked.packet)
})

test('a witness counts once its key was given, and another key than the page’s own needs no warning', async () => {
  const witnessed = await makeLog(acts, [pair.signer, witness.signer])
  const file = encode(witnessed.receipt(0))
  const without = await sayOf(given({ file }), witnessed.files)
  expect(without.unchecked).toEqual(
    expect.arrayContaining([en.unchecked.witness, `${en.unchecked.lines} 1.`]),
  )
  const keys = `${pair.verifier}\n${witness.verifier}`
  const said = await sayOf(given({ file, keys }), witnessed.files)
  expect(said.checked).toContain(`${en.checked.witnesses} 1.`)
  expect(said.unchecked).toEqual([en.unchecked.truth, en.unchecked.time])
})

test('a changed record, one of another log and one by another key prove nothing or not here', async () => {
  const text = log.receipt(1)
  expect(await sayOf(given({ file: encode(text.replace('extra', 'extrb')) }))).toMatchObject({
    tone: 'bad',
    head: [en.notGenuine],
    checked: [],
  })
  const other = await makeKeyPair(ORIGIN, 'signer')
  const keys = other.verifier
  expect(await sayOf(given({ file: encode(text), keys }))).toMatchObject({ head: [en.notGenuine] })
  const elsewhere = await sayOf(given({ file: encode(text), ownLog: 'other.example/log' }))
  expect(elsewhere.unchecked).toContain(en.unchecked.otherLog)
})

test('each language says as many things that may and may not be done', () => {
  const sizes = [en, es, fr].map(({ may, mayNot }) => [may.length, mayNot.length])
  expect(new Set(sizes.map(String)).size).toBe(1)
})

import {
  formatReceipt,
  leafHash,
  leafOf,
  makeInclusionProof,
  makeKeyPair,
  rootHash,
  signCheckpoint,
  toSigner,
  type Disclosure,
} from '@tocsin/proof'
import { expect, test } from 'vitest'
import { checkReceipt } from './receipt-check.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const pair = await makeKeyPair('exchange.example/log', 'signer')
const other = await makeKeyPair('exchange.example/log', 'signer')
const OPEN: Disclosure = {
  state: 'open',
  kind: 'notice.told',
  time: '2026-10-20T12:00:00.000Z',
  salt: new Uint8Array(32).fill(7),
  payload: '{"place":"Example County"}',
}

async function makeReceipt(disclosure = OPEN): Promise<string> {
  const leaves = [leafHash(Uint8Array.of(1)), leafHash(encode(leafOf(disclosure)))]
  const head = { origin: 'exchange.example/log', size: 2, root: rootHash(leaves) }
  const checkpoint = await signCheckpoint(head, [await toSigner(pair.signer)])
  return formatReceipt({
    disclosure,
    index: 1,
    proof: makeInclusionProof(leaves, 1),
    checkpoint,
  })
}

test('a genuine receipt is shown with its act, time and statement', async () => {
  const result = await checkReceipt(await makeReceipt(), pair.verifier)
  expect(result).toMatchObject({
    genuine: true,
    kind: 'notice.told',
    index: 1,
    size: 2,
    state: 'open',
    statement: '{\n  "place": "Example County"\n}',
  })
})

test.each([
  ['{"act":"release.read","release":"r"}', 'release.read'],
  ['{"act":"notice.told"}', 'member.acted'],
  ['{"act":["release.read"]}', 'member.acted'],
  ['null', 'member.acted'],
  ['no JSON', 'member.acted'],
])('what a member did for itself is named by its statement alone: %s', async (payload, kind) => {
  const receipt = await makeReceipt({ ...OPEN, kind: 'member.acted', payload } as Disclosure)
  expect(await checkReceipt(receipt, pair.verifier)).toMatchObject({ genuine: true, kind })
})

test('any byte that is changed makes it prove nothing, and that is said in words', async () => {
  const bytes = encode(await makeReceipt())
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = bytes.slice()
    changed[at] = changed[at]! ^ 1
    const result = await checkReceipt(changed, pair.verifier)
    expect(result.genuine, `byte ${at}`).toBe(false)
  }
})

test('a line by an unknown key is counted and changes nothing', async () => {
  const line = `\u2014 witness.example ${btoa('\u0007'.repeat(76))}\n`
  const result = await checkReceipt((await makeReceipt()) + line, pair.verifier)
  expect(result).toMatchObject({ genuine: true, unchecked: 1 })
})

test('line ends that were changed on the way are told from a forgery', async () => {
  const result = await checkReceipt((await makeReceipt()).replaceAll('\n', '\r\n'), pair.verifier)
  expect(result).toMatchObject({ genuine: false, fault: 'onTheWay' })
})

test('a receipt of another exchange, no receipt, and no key are each refused for their own reason', async () => {
  const receipt = await makeReceipt()
  const faultOf = async (file: string, key: string) => {
    const result = await checkReceipt(file, key)
    return result.genuine ? undefined : result.fault
  }
  expect(await faultOf(receipt, other.verifier)).toBe('signer')
  expect(await faultOf('hello', pair.verifier)).toBe('broken')
  expect(await faultOf(receipt, '')).toBe('key')
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENVELOPE_SIZE, PADDED_SIZE, TEXT_SIZE } from './envelope.ts'
import { isPublicKey, makeDecisionKey, openWith } from './hpke.ts'
import { aboutOf, openByShares, openDecision, passShareOn, sealDecision } from './seal.ts'

const ABOUT = aboutOf('release', 'member')
const TEXT = JSON.stringify({ outcome: 'declined', policy: 'Terms, section 4' })

describe('Sealed decisions', async () => {
  const own = await makeDecisionKey()
  const holders = [await makeDecisionKey(), await makeDecisionKey(), await makeDecisionKey()]
  const court = await makeDecisionKey()
  const to = { own: own.publicKey, holders: holders.map(({ publicKey }) => publicKey) }
  const pass = (sealed: { envelope: Uint8Array }, place: number, about = ABOUT) =>
    passShareOn(about, sealed.envelope, {
      place,
      privateKey: holders[place]!.privateKey,
      opener: court.publicKey,
    })

  test('whoever sealed it opens it, whatever its words and length are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
        const sealed = await sealDecision(ABOUT, text, to)
        expect((await openDecision(ABOUT, sealed, own.privateKey)).text).toBe(text)
      }),
      { numRuns: 30 },
    )
  })

  test('every envelope has one size, with key holders and without, and no two are alike', async () => {
    const texts = ['', TEXT, 'x'.repeat(TEXT_SIZE)]
    const all: string[] = []
    for (const text of texts)
      for (const named of [to.holders, []]) {
        const { envelope, commitment } = await sealDecision(ABOUT, text, { ...to, holders: named })
        expect([envelope.length, commitment.length]).toEqual([ENVELOPE_SIZE, 32])
        all.push(Buffer.from(envelope).toString('hex'))
      }
    expect(new Set(all.map((hex) => hex.slice(-2 * PADDED_SIZE))).size).toBe(6)
    await expect(sealDecision(ABOUT, 'x'.repeat(TEXT_SIZE + 1), to)).rejects.toMatchObject({
      code: 'malformed-decision',
    })
  })

  test('any two of three key holders open it together, and one alone, or one twice, does not', async () => {
    const sealed = await sealDecision(ABOUT, TEXT, to)
    const passed = [await pass(sealed, 0), await pass(sealed, 1), await pass(sealed, 2)]
    const open = (...places: number[]) =>
      openByShares(ABOUT, sealed, {
        passed: places.map((place) => passed[place]!),
        privateKey: court.privateKey,
      })
    for (const two of [
      [0, 1],
      [2, 0],
      [1, 2],
    ])
      expect((await open(...two)).text).toBe(TEXT)
    for (const few of [[], [0], [1, 1]])
      await expect(open(...few)).rejects.toMatchObject({ code: 'not-opened' })
  })

  test('no other key opens it: a holder the place of another, a stranger, or a holder the whole', async () => {
    const sealed = await sealDecision(ABOUT, TEXT, to)
    const stranger = await makeDecisionKey()
    for (const { privateKey } of [stranger, ...holders])
      await expect(openDecision(ABOUT, sealed, privateKey)).rejects.toMatchObject({
        code: 'not-opened',
      })
    await expect(
      passShareOn(ABOUT, sealed.envelope, {
        place: 1,
        privateKey: holders[0]!.privateKey,
        opener: court.publicKey,
      }),
    ).rejects.toMatchObject({ code: 'not-opened' })
    const without = await sealDecision(ABOUT, TEXT, { ...to, holders: [] })
    await expect(pass(without, 0)).rejects.toMatchObject({ code: 'not-opened' })
  })

  test('an envelope about one release or member is none about another, and shares of two do not fit together', async () => {
    const sealed = await sealDecision(ABOUT, TEXT, to)
    const elsewhere = aboutOf('other', 'member')
    await expect(openDecision(elsewhere, sealed, own.privateKey)).rejects.toMatchObject({
      code: 'not-opened',
    })
    await expect(pass(sealed, 0, elsewhere)).rejects.toMatchObject({ code: 'not-opened' })
    const again = await sealDecision(ABOUT, TEXT, to)
    await expect(
      openByShares(ABOUT, sealed, {
        passed: [await pass(sealed, 0), await pass(again, 1)],
        privateKey: court.privateKey,
      }),
    ).rejects.toMatchObject({ code: 'not-opened' })
    await expect(
      openDecision(ABOUT, { ...sealed, commitment: again.commitment }, own.privateKey),
    ).rejects.toMatchObject({ code: 'wrong-payload' })
  })

  test('an envelope of which any byte is changed is refused with a code', async () => {
    const sealed = await sealDecision(ABOUT, TEXT, to)
    for (const at of [0, 3, 4, 5, 69, 80, 116, ENVELOPE_SIZE - 1, ENVELOPE_SIZE - 2000]) {
      const envelope = Uint8Array.from(sealed.envelope)
      envelope[at] = envelope[at]! ^ 1
      await expect(
        openDecision(ABOUT, { ...sealed, envelope }, own.privateKey),
      ).rejects.toMatchObject({ name: 'ProofError' })
    }
    for (const length of [0, 4, ENVELOPE_SIZE - 1])
      await expect(
        openDecision(
          ABOUT,
          { ...sealed, envelope: sealed.envelope.slice(0, length) },
          own.privateKey,
        ),
      ).rejects.toMatchObject({ code: 'malformed-decision' })
  })

  test('only a point on the curve is a public key', async () => {
    expect(await isPublicKey(own.publicKey)).toBe(true)
    const point = Buffer.from(own.publicKey, 'base64')
    const off = Buffer.from(point)
    off[64] = off[64]! ^ 1
    for (const bytes of [off, Buffer.alloc(65), point.subarray(0, 64), Buffer.alloc(0)])
      expect(await isPublicKey(bytes.toString('base64'))).toBe(false)
    expect(await isPublicKey('no base64!')).toBe(false)
    await expect(
      sealDecision(ABOUT, TEXT, { ...to, own: off.toString('base64') }),
    ).rejects.toMatchObject({ code: 'malformed-key' })
    await expect(openWith({ kty: 'EC' }, point, { purpose: '', about: '' })).rejects.toMatchObject({
      code: 'malformed-key',
    })
  })
})

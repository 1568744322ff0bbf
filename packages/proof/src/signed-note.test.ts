import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProofError } from './errors.ts'
import { makeKeyPair, toSigner, toVerifier, toVerifiers, toVerifierText } from './key.ts'
import { formatNote, parseNote, parseSignatureLine, signNote, verifyNote } from './signed-note.ts'

/** The key and note of the reference implementation's documentation (golang.org/x/mod/sumdb/note). */
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const SKEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const TEXT =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n"
const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

const bad = (code: string) => expect.objectContaining({ code })

/** The note taken apart and put together again, or the code of the refusal. */
function respelt(text: string): string {
  try {
    return formatNote(parseNote(text))
  } catch (error) {
    return (error as ProofError).code
  }
}

describe('a signed note', () => {
  test('of the reference implementation verifies', async () => {
    const { text, signatures, ignored } = await verifyNote(NOTE, [toVerifier(VKEY)])
    expect(text).toBe(TEXT)
    expect(signatures).toEqual([{ name: 'PeterNeumann', role: 'signer' }])
    expect(ignored).toEqual([])
  })

  test('is signed to the very bytes of the reference implementation', async () => {
    expect(await signNote(TEXT, [await toSigner(SKEY)])).toBe(NOTE)
    expect(await toVerifierText(SKEY)).toBe(VKEY)
  })

  test('of the specification is taken apart and put together again', () => {
    const note =
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
      '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n'
    const { text, signatures } = parseNote(note)
    expect(text).toContain('sole:\n\ned')
    expect(signatures[0]?.name).toBe('quasimodo.example/salvatore')
    expect(formatNote({ text, signatures })).toBe(note)
  })

  test('fails with any of its text or signature changed', async () => {
    const verifiers = [toVerifier(VKEY)]
    await expect(verifyNote(NOTE.replace('answer', 'Answer'), verifiers)).rejects.toThrow(
      bad('bad-signature'),
    )
    await expect(verifyNote(NOTE.replace('UgYN', 'UgYM'), verifiers)).rejects.toThrow(
      bad('bad-signature'),
    )
  })

  test('may carry lines by unknown keys, which are listed and not believed', async () => {
    const other = await toSigner((await makeKeyPair('other.example', 'signer')).signer)
    const note = await signNote(TEXT, [await toSigner(SKEY), other])
    const { signatures, ignored } = await verifyNote(note, [toVerifier(VKEY)])
    expect(signatures).toHaveLength(1)
    expect(ignored.map(({ name }) => name)).toEqual(['other.example'])
    await expect(verifyNote(await signNote(TEXT, [other]), [toVerifier(VKEY)])).rejects.toThrow(
      bad('unknown-signer'),
    )
  })

  test('with a line under a known name but another key is ignored, not trusted', async () => {
    const impostor = await toSigner((await makeKeyPair('PeterNeumann', 'signer')).signer)
    await expect(verifyNote(await signNote(TEXT, [impostor]), [toVerifier(VKEY)])).rejects.toThrow(
      bad('unknown-signer'),
    )
  })

  test.each([
    ['no blank line', 'text\n— a AAAAAAA=\n'],
    ['no signature', 'text\n\n'],
    ['a tab', NOTE.replace(' ', '\t')],
    ['a plus in the name', NOTE.replace('PeterNeumann', 'Peter+Neumann')],
    ['a wide space in the name', NOTE.replace('PeterNeumann', 'Peter\u3000Neumann')],
    ['two spaces', NOTE.replace('— ', '—  ')],
    ['a short signature', 'text\n\n— a AAAAAA==\n'],
    ['a lone surrogate', `\ud800${NOTE}`],
  ])('with %s is refused', (_, note) => {
    expect(() => parseNote(note)).toThrow(bad('malformed-note'))
  })

  test.each([
    ['no final newline', NOTE.slice(0, -1)],
    ['an empty line at the end', `${NOTE}\n`],
    ['a hyphen for the dash', NOTE.replace('—', '-')],
    ['a carriage return', NOTE.replace('\n', '\r\n')],
  ])('with %s is refused as changed on its way', (_, note) => {
    expect(() => parseNote(note)).toThrow(bad('changed-text'))
  })

  test.each(['a =3D b', '> — quoted', 'index 1 ', '-- a b'])(
    'of the words %s is read: they are its own',
    async (words) => {
      const text = `example.org/log\n${words}\n`
      expect(parseNote(`${text}\n${NOTE.slice(TEXT.length + 1)}`).text).toBe(text)
    },
  )

  test('accepts 16 signature lines and refuses an endless number', () => {
    const line = NOTE.slice(TEXT.length + 1)
    expect(parseNote(NOTE + line.repeat(15)).signatures).toHaveLength(16)
    expect(() => parseNote(NOTE + line.repeat(100))).toThrow(bad('too-large'))
  })

  test('answers any text with a note or a coded error', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\n', '—', ' ', 'a', 'A', '=') }), (text) => {
        expect([text, 'malformed-note', 'changed-text']).toContain(respelt(text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a verifier key', () => {
  test('is refused with any one character changed', () => {
    for (let i = 0; i < VKEY.length; i++) {
      const changed = VKEY.slice(0, i) + (VKEY[i] === 'b' ? 'c' : 'b') + VKEY.slice(i + 1)
      expect(() => toVerifier(changed)).toThrow(/key/)
    }
  })

  test('is refused in every part of itself', () => {
    for (let i = 1; i < VKEY.length; i++) {
      expect(() => toVerifier(VKEY.slice(i))).toThrow(bad('malformed-key'))
      expect(() => toVerifier(VKEY.slice(0, i))).toThrow(bad('malformed-key'))
    }
  })

  test('of a type that is not Ed25519 is refused by name', () => {
    const mldsa = `witness.example+00000000+${Buffer.from([6, 1, 2, 3]).toString('base64')}`
    expect(() => toVerifier(mldsa)).toThrow(bad('unsupported-key'))
  })

  test('list skips comments and empty lines, and is not empty', () => {
    expect(toVerifiers(`# the log\n\n${VKEY}\r\n`).map(({ name }) => name)).toEqual([
      'PeterNeumann',
    ])
    expect(() => toVerifiers('# nothing\n')).toThrow(bad('malformed-key'))
  })

  test('that is secret is refused with a wrong id, type or name', async () => {
    await expect(toSigner(SKEY.replace('c74f', 'c74e'))).rejects.toThrow(bad('malformed-key'))
    await expect(toSigner(VKEY)).rejects.toThrow(bad('malformed-key'))
    await expect(makeKeyPair('two words', 'signer')).rejects.toThrow(bad('malformed-key'))
  })
})

test('a signature line keeps the key id apart from the signature', () => {
  const { keyId, signature } = parseSignatureLine('— witness.example AQIDBAU=')
  expect([...keyId]).toEqual([1, 2, 3, 4])
  expect([...signature]).toEqual([5])
})

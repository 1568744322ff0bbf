import { describe, expect, test } from 'vitest'
import { formatTlogProof, parseTlogProof } from './tlog-proof.ts'

const HASH = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
const FILE = `c2sp.org/tlog-proof@v1\nextra aGk=\nindex 73894\n${HASH}\n${HASH}\n\nlog.example\n9\n${HASH}\n\n— log.example AAAAAAA=\n`
const bad = (code: string) => expect.objectContaining({ code })

describe('a proof file', () => {
  test('is taken apart and put together again', () => {
    const proof = parseTlogProof(FILE)
    expect(proof).toMatchObject({ index: 73_894, extra: Uint8Array.of(104, 105) })
    expect(proof.proof).toHaveLength(2)
    expect(formatTlogProof(proof)).toBe(FILE)
  })

  test('may be without extra and without hashes', () => {
    const file = FILE.replace('extra aGk=\n', '').replaceAll(`${HASH}\n${HASH}\n`, '')
    expect(parseTlogProof(file)).toMatchObject({ proof: [] })
    expect(formatTlogProof(parseTlogProof(file))).toBe(file)
  })

  test.each([
    ['another header', FILE.replace('@v1', '@v2')],
    ['no header', FILE.slice(FILE.indexOf('index'))],
    ['no index', FILE.replace('index 73894\n', '')],
    ['an index with a leading zero', FILE.replace('73894', '073894')],
    ['a negative index', FILE.replace('73894', '-1')],
    ['an index beyond 2^53', FILE.replace('73894', '9007199254740993')],
    ['two extras', FILE.replace('index', 'extra aGk=\nindex')],
    ['an empty extra', FILE.replace('aGk=', '')],
    ['extra after index', FILE.replace('extra aGk=\nindex 73894', 'index 73894\nextra aGk=')],
    ['an extra that is not canonical', FILE.replace('aGk=', 'aGl=')],
    ['a short hash', FILE.replace(HASH, 'AAAA')],
    ['64 hashes', FILE.replace(`${HASH}\n`, `${HASH}\n`.repeat(63))],
    ['no checkpoint', FILE.slice(0, FILE.indexOf('\n\n'))],
    ['nothing', ''],
  ])('with %s is refused', (_, file) => {
    expect(() => parseTlogProof(file)).toThrow(bad('malformed-proof'))
  })

  test('with carriage returns is refused as changed on its way', () => {
    expect(() => parseTlogProof(FILE.replaceAll('\n', '\r\n'))).toThrow(bad('changed-text'))
  })
})

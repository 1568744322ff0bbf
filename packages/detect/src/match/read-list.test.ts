import { expect, test } from 'vitest'
import { Indicators } from './indicators.ts'
import { readList, type ListFault, type ListOptions } from './read-list.ts'

function read(text: string, options: Partial<ListOptions> = {}) {
  const indicators = new Indicators(1)
  indicators.sources.open('list.txt')
  const faults: ListFault[] = []
  const reading = readList(text, indicators, { onFault: (fault) => faults.push(fault), ...options })
  return { ...reading, faults, indicators }
}

test('every kind of indicator is understood, also where it was made harmless for reading', () => {
  const { indicators, faults } = read(
    [
      '# a remark',
      'evil.example',
      'hxxps://bad[.]example/login',
      '192.0.2.7',
      '198[.]51[.]100[.]0/24 # a block',
      '2001:db8::/32',
      'someone[at]bad.example',
      'd41d8cd98f00b204e9800998ecf8427e',
      'sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855',
      'Telegram: @some_channel',
      '0.0.0.0 blocked.example',
      '||adverts.example^',
      '*.wild.example',
      'bücher.example, a remark',
      'example.org/page',
    ].join('\n'),
  )
  expect(faults).toEqual([])
  expect(Object.fromEntries(indicators.counts)).toEqual({
    domain: 5,
    url: 2,
    ipv4: 2,
    ipv6: 1,
    email: 1,
    hash: 2,
    account: 1,
  })
})

test('a mail address that was copied as a link is that address', () => {
  const repeats: number[] = []
  read('mailto:Someone@bad.example\nsomeone@bad.example\n', {
    onRepeat: (line) => repeats.push(line),
  })
  expect(repeats).toEqual([2])
})

test.each([
  ['com', /suffix under which anybody/],
  ['github.io', /suffix under which anybody/],
  ['""', /the name is empty/],
  ['.', /no address/],
  ['evil.nosuchsuffix', /no top-level domain/],
  ['0.0.0.0/0', /large part of the whole net/],
  ['999.1.1.1', /looks like an IPv4 address and is none/],
  ['@somebody', /without its platform/],
  ['http://', /without a host/],
  ['abcdef0123456789abcdef01234567', /hexadecimal digits/],
  ['ev\u200bil.example', /not seen/],
  ['two words', /a word alone/],
])(
  'what would hit everything, or nothing, is refused with its line and reason: %s',
  (line, why) => {
    const { faults, taken } = read(`good.example\n${line}\n`)
    expect(taken).toBe(1)
    expect(faults).toMatchObject([{ line: 2, reason: expect.stringMatching(why) }])
  },
)

test('a table says what its columns were taken for, and a row without an indicator is refused', () => {
  const { columns, faults, taken } = read(
    'Date,Indicator,Note\n2026-10-01,evil.example,"a, b"\n2026-10-02,,none\n',
  )
  expect(columns).toEqual(['date: not used', 'indicator: indicators', 'note: not used'])
  expect(taken).toBe(1)
  expect(faults).toMatchObject([{ line: 3, reason: 'the indicator is empty' }])
})

test('accounts of a table have the platform of their row', () => {
  const { indicators, faults } = read('platform;handle\nX;alpha\ntelegram;@beta\n')
  expect(faults).toEqual([])
  expect(indicators.platforms).toEqual(['twitter', 'telegram'])
})

test('a line that repeats one before is counted once', () => {
  const { indicators } = read('evil.example\nEVIL.example.\n')
  expect(indicators.repeated).toBe(1)
  expect(indicators.size).toBe(1)
})

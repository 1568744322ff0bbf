import { programOf } from '@tocsin/testkit/programs'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-match-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const match = (logs: string[], indicators: string[], ...more: string[]) =>
  runTocsin(['match', ...logs, '--indicators', ...indicators, ...more])

const list = write('list.txt', 'evil.example\nhxxp://bad[.]example/x\n192.0.2.0/24\n')
const LOG = 'GET http://bad.example/x from 192.0.2.9\nnothing here\nquery: www.evil.example.\n'

test('hits are told with file, line, kind and indicator, whatever the log is packed in', async () => {
  const plain = write('a.log', LOG)
  const packed = write('b.log.gz', gzipSync(LOG))
  // Packed under a name that does not say so.
  const zstd = write('c.log', zstdCompressSync(LOG))
  const { code, text } = await match([plain, packed, zstd], [list], '--json')
  expect(code).toBe(0)
  const hits = text.split('\n').filter((line) => line.startsWith('{'))
  const seen = hits.map((line) => JSON.parse(line) as { file: string; line: number; kind: string })
  const each = (file: string) => [
    { file, line: 1, kind: 'url', value: 'http://bad.example/x', indicator: { line: 2 } },
    { file, line: 1, kind: 'ipv4', value: '192.0.2.9', indicator: { line: 3 } },
    { file, line: 3, kind: 'domain', value: 'www.evil.example', isBelow: true },
  ]
  expect(seen).toMatchObject([...each(plain), ...each(packed), ...each(zstd)])
  expect(text).toContain('9 lines: 9 hits in 6')
})

test('an indicator that would hit everything is refused with its line, and the status says so', async () => {
  const bad = write('bad.txt', 'evil.example\ncom\n""\n')
  const { code, text } = await match([write('d.log', LOG)], [bad])
  expect(code).toBe(2)
  expect(text).toContain(
    'bad.txt, line 2: com: com is a suffix under which anybody can have a name',
  )
  expect(text).toContain('bad.txt, line 3: "": the name is empty')
  expect(text).toMatch(/d\.log:3\tdomain\twww\.evil\.example\t.*bad\.txt:1\tbelow it/)
})

test('what cannot be read is said, and what could be is told', async () => {
  const whole = gzipSync(LOG.repeat(20_000))
  const broken = write('broken.log.gz', whole.subarray(0, whole.length - 20))
  const wide = write('wide.log', Buffer.from(LOG, 'utf16le'))
  const { code, text } = await match([broken, wide, join(folder, 'none.log')], [list])
  expect(code).toBe(1)
  expect(text).toContain('broken.log.gz: unexpected end of file')
  expect(text).toContain('UTF-16 text; write it as UTF-8')
  expect(text).toContain('none.log')
  expect(text).toContain('evil.example')
})

test('a line that unpacks to more than any line has is left out and counted, and the next is read', async () => {
  const bomb = gzipSync(
    Buffer.concat([Buffer.alloc(64 << 20, 'evil.example '), Buffer.from(`\n${LOG}`)]),
  )
  const { code, text } = await match([write('bomb.log.gz', bomb)], [list])
  expect(code).toBe(2)
  expect(text).toContain('1 lines longer than 1 MB not looked at')
  expect(text).toMatch(/bomb\.log\.gz:4\tdomain/)
})

test('indicators of STIX are named by their ids, and a file that is none is refused', async () => {
  const id = 'indicator--11111111-2222-4333-8444-555555555555'
  const indicator = {
    type: 'indicator',
    spec_version: '2.1',
    id,
    created: '2026-10-01T00:00:00Z',
    modified: '2026-10-01T00:00:00Z',
    pattern: "[domain-name:value = 'www.evil.example']",
    pattern_type: 'stix',
    valid_from: '2026-10-01T00:00:00Z',
  }
  const bundle = write('bundle.json', JSON.stringify({ type: 'bundle', objects: [indicator] }))
  const log = write('e.log', LOG)
  const { code, text } = await match([log], [bundle])
  expect(code).toBe(0)
  expect(text).toContain(`e.log:3\tdomain\twww.evil.example\t${id}`)
  const none = await match([log], [write('none.txt', '# nothing\n')])
  expect(none.code).toBe(1)
  expect(none.text).toContain('there is no indicator to look for')
})

test('the columns of a log are shown, and a pattern of the engine is told by its id', async () => {
  const id = 'indicator--11111111-2222-4333-8444-666666666666'
  const pattern =
    "[network-traffic:dst_ref.value = '198.51.100.7' AND network-traffic:dst_port = 4444]"
  const times = { created: '2026-10-01T00:00:00Z', modified: '2026-10-01T00:00:00Z' }
  const indicator = { type: 'indicator', id, ...times, pattern, pattern_type: 'stix' }
  const eve = (port: number) =>
    `{"timestamp":"2026-10-10T13:55:36.000000+0000","event_type":"flow","src_ip":"192.0.2.9","dest_ip":"198.51.100.7","dest_port":${port}}`
  const log = write('eve.json', `${eve(80)}\n${eve(4444)}\n`)
  const file = write('pattern.json', JSON.stringify(indicator))
  const { code, text } = await match([log], [file], '--json')
  expect(code).toBe(0)
  expect(text).toContain('Suricata EVE; ')
  expect(text).toContain('dest_port = network-traffic:dst_port')
  const hits = text.split('\n').filter((line) => line.startsWith('{'))
  expect(hits.map((line) => JSON.parse(line) as object)).toMatchObject([
    { line: 2, kind: 'pattern', indicator: { id }, time: '2026-10-10T13:55:36.000Z' },
  ])
  const wrong = await match([log], [file], '--map', 'dest_port=nothing')
  expect(wrong.code).toBe(1)
  expect(wrong.text).toContain('"nothing" is no path of STIX')
})

const SIGHTED = 'indicator--11111111-2222-4333-8444-777777777777'
const sighted = {
  type: 'indicator',
  id: SIGHTED,
  created: '2026-10-01T00:00:00Z',
  modified: '2026-10-01T00:00:00Z',
  pattern: "[domain-name:value = 'evil.example']",
  pattern_type: 'stix',
  valid_from: '2026-10-01T00:00:00Z',
}

test('sightings say how often, first and last, and name nobody unless it is chosen', async () => {
  const log = write(
    's.log',
    '2026-10-10T00:00:00Z evil.example user-a\n2026-10-12T00:00:00Z evil.example\n',
  )
  const bundle = write('s.json', JSON.stringify(sighted))
  const out = join(folder, 'sightings.json')
  const { code, text } = await match([log], [bundle, list], '--sightings', out)
  expect(code).toBe(0)
  expect(text).toContain(
    '1 sightings; 1 indicators without a STIX id, which have none; nothing is sent',
  )
  const written = readFileSync(out, 'utf8')
  expect(written).not.toContain('user-a')
  const { objects } = JSON.parse(written) as { objects: object[] }
  expect(objects).toMatchObject([
    {
      type: 'sighting',
      sighting_of_ref: SIGHTED,
      count: 2,
      first_seen: '2026-10-10T00:00:00.000Z',
      last_seen: '2026-10-12T00:00:00.000Z',
    },
  ])
  expect(objects[0]).not.toHaveProperty('where_sighted_refs')
  const id = 'identity--11111111-2222-4333-8444-888888888888'
  const times = { created: '2026-10-01T00:00:00.000Z', modified: '2026-10-01T00:00:00.000Z' }
  const identity = { type: 'identity', spec_version: '2.1', id, ...times, name: 'County office' }
  const named = await match(
    [log],
    [bundle],
    '--sightings',
    out,
    '--identity',
    write('id.json', JSON.stringify(identity)),
  )
  expect(named.code).toBe(0)
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
    objects: [{ id }, { where_sighted_refs: [id], created_by_ref: id }],
  })
})

test('where nothing was sighted no file is written', async () => {
  const out = join(folder, 'none.json')
  const { text } = await match([write('n.log', 'nothing\n')], [list], '--sightings', out)
  expect(text).toContain('no sighting')
  expect(existsSync(out)).toBe(false)
})

test('what a log cannot hold by its columns is said of each log at its end', async () => {
  const id = 'indicator--11111111-2222-4333-8444-888888888888'
  const pattern = "[process:command_line = 'evil.exe -x']"
  const times = { created: '2026-10-01T00:00:00Z', modified: '2026-10-01T00:00:00Z' }
  const indicator = { type: 'indicator', id, ...times, pattern, pattern_type: 'stix' }
  const file = write('process.json', JSON.stringify(indicator))
  const log = write('process.log', '{"cmd":"evil.exe -x","size":1e3}\n')
  const { code, text } = await match([log], [file])
  expect(code).toBe(0)
  expect(text).toContain(`process.log: 1 patterns name what no column of this log gives: ${id}\n`)
  expect(text).toContain(
    'process.log: numbers that are not in plain digits, which patterns do not see, in 1 columns: size',
  )
  const mapped = await match([log], [file], '--map', 'cmd=process:command_line')
  expect(mapped.text).toContain(`process.log:1\tpattern\t`)
  expect(mapped.text).not.toContain('no column of this log')
  const accounts = write('accounts.txt', 'Telegram: @alpha\n')
  const { text: said } = await match([log], [accounts])
  expect(said).toContain('1 accounts, and no column of this log gives them')
})

test('a log that stands behind --indicators is refused with the right order of words', async () => {
  const request = '192.0.2.9 - - [10/Oct/2026:13:55:36 +0000] "GET /a HTTP/1.1" 200 12\n'
  const log = write('access.log', request)
  const other = write('other.log', LOG)
  const { code, text } = await match([other], [list, log])
  expect(code).toBe(1)
  expect(text).toContain(`access.log was given to --indicators and is a log (combined log`)
  expect(text).toContain(`tocsin match ${other} ${log} --indicators ${list}`)
  const both = await match([], ['-'])
  expect(both.code).toBe(1)
  expect(both.text).toContain('standard input cannot be both a log and indicators')
})

test('what would hit is counted, and no line or value is shown', async () => {
  const log = write('w.log', 'www.evil.example from secret-host\nwww.evil.example 192.0.2.9\n')
  const { code, text } = await match([log], [list], '--would-hit')
  expect(code).toBe(0)
  expect(text).toMatch(/^2\tdomain\t.*list\.txt:1$/m)
  expect(text).toMatch(/^1\tipv4\t.*list\.txt:3$/m)
  expect(text).not.toContain('secret-host')
  expect(text).not.toContain('www.evil.example')
})

test('indicators of what everybody uses are warned of by the name of the list', async () => {
  const wide = write('warned.txt', '10.0.0.0/24\nsomeone.github.io\n')
  const { text } = await match([write('x.log', 'x\n')], [wide])
  expect(text).toContain('warning: 1 stand on the list of addresses that are private')
  expect(text).toContain('warning: 1 stand on the list of names below a shared host')
  expect(text).toContain('no ranking comes along')
})

test('an indicator that leaves its file while logs are followed hits nothing any more, and one that comes does', async () => {
  const moving = write('moving.txt', 'gone.example\nstays.example\n')
  const tocsin = programOf('tocsin')
  const args = [...tocsin.args, 'match', '-', '--indicators', moving, '--follow']
  const child = spawn(process.execPath, args, { env: tocsin.env, stdio: ['pipe', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const until = async (form: RegExp) => {
    while (!form.test(printed)) await sleep(20)
  }
  child.stdin.write('one gone.example\n')
  await until(/-:1\tdomain\tgone\.example/)
  writeFileSync(moving, 'stays.example\ncame.example\n')
  await until(/moving\.txt has changed: 1 came, 1 withdrawn/)
  child.stdin.end('two gone.example\nthree stays.example\nfour came.example\n')
  await until(/4 lines: 3 hits in 3/)
  expect(printed).not.toMatch(/-:2\t/)
  expect(printed).toMatch(/-:3\tdomain\tstays\.example\t.*moving\.txt:1/)
  expect(printed).toMatch(/-:4\tdomain\tcame\.example\t.*moving\.txt:2/)
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isEquivalent, similarity } from './equivalence.ts'
import { textSimilarity } from './text-similarity.ts'

let last = 0
const make = (type: string, properties: object) => ({
  type,
  id: `${type}--5d9b1c4e-0a0e-4a51-8d1e-${String(++last).padStart(12, '0')}`,
  ...properties,
})

describe('similarity', () => {
  test('of an object with itself is 100, of two types 0', () => {
    const tool = make('tool', { name: 'x' })
    expect(similarity(tool, tool)).toBe(100)
    expect(similarity(tool, make('malware', { name: 'x' }))).toBe(0)
  })

  test('two sources naming one vulnerability mean one thing, whatever they call it', () => {
    const cve = (name: string, external_id: string) =>
      make('vulnerability', { name, external_references: [{ source_name: 'cve', external_id }] })
    const one = cve('Heartbleed', 'CVE-2014-0160')
    expect(isEquivalent(one, cve('OpenSSL heartbeat', 'CVE-2014-0160'))).toBe(true)
    expect(isEquivalent(one, cve('Heartbleed', 'CVE-2014-0224'))).toBe(false)
  })

  test('names count by their words, in any order and case', () => {
    const name = (text: string) => make('threat-actor', { name: text })
    expect(similarity(name('Example County Clerk'), name('clerk example county'))).toBe(100)
    expect(isEquivalent(name('Example County Clerk'), name('Sandworm'))).toBe(false)
  })

  test('only properties both objects have are weighed', () => {
    const a = make('indicator', { pattern: '[x]', valid_from: '2024-01-01T00:00:00Z' })
    const b = make('indicator', { pattern: '[x]', indicator_types: ['benign'] })
    expect(similarity(a, b)).toBe(100)
    const later = make('indicator', { pattern: '[x]', valid_from: '2025-01-01T00:00:00Z' })
    expect(similarity(a, later)).toBeCloseTo((100 * 80) / 85)
  })

  test('indicators whose patterns match the same are one, in whatever words', () => {
    const indicator = (pattern: string) => make('indicator', { pattern })
    const one = indicator("[domain-name:value = 'a.example' OR url:value = 'https://a.example/']")
    const other = "[url:value='https://a.example/'] OR [domain-name:value IN ('a.example')]"
    expect(isEquivalent(one, indicator(other))).toBe(true)
    expect(isEquivalent(one, indicator("[domain-name:value = 'a.example']"))).toBe(false)
  })

  test('observables with one deterministic id are one, others are not', () => {
    const domain = (value: string) => make('domain-name', { value })
    expect(similarity(domain('example.org'), domain('example.org'))).toBe(100)
    expect(similarity(domain('example.org'), domain('example.com'))).toBe(0)
  })

  test('files are one by any hash both have, in any case', () => {
    const file = (hashes: object) => make('file', { hashes })
    const sha = 'a'.repeat(64)
    const one = file({ 'SHA-256': sha, MD5: 'b'.repeat(32) })
    expect(isEquivalent(one, file({ 'SHA-256': sha.toUpperCase() }))).toBe(true)
    expect(isEquivalent(one, file({ 'SHA-256': 'c'.repeat(64) }))).toBe(false)
  })

  test('places count by distance', () => {
    const at = (latitude: number, longitude: number) => make('location', { latitude, longitude })
    expect(similarity(at(38.9, -77), at(38.9, -77))).toBe(100)
    expect(similarity(at(38.9, -77), at(39.3, -76.6))).toBeGreaterThan(90)
    expect(similarity(at(38.9, -77), at(51.5, 0))).toBe(0)
  })

  test('types of others are compared by what they say', () => {
    const office = (fips: string) => make('x-office', { fips, created: '2024-01-01T00:00:00.000Z' })
    expect(isEquivalent(office('51059'), office('51059'))).toBe(true)
    expect(isEquivalent(office('51059'), office('51013'))).toBe(false)
  })

  test('is symmetric and between 0 and 1 for texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const score = textSimilarity(a, b)
        expect(score).toBeCloseTo(textSimilarity(b, a), 12)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
      }),
    )
  })
})

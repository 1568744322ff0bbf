import { expect, test } from 'vitest'
import { loadDistricts, loadRegions } from './atlas.ts'

test('the map of France has the 96 departments of Europe, each with its mark on it, and 11 overseas beside it', async () => {
  const { shapes, box, apart, source } = await loadRegions('FR')
  expect(shapes).toHaveLength(96)
  for (const { id, path, centre } of shapes) {
    expect(id).toMatch(/^FR-(\d\d|2[AB])$/)
    // Rings are read as relative lines; any other command would be misread.
    expect(path.replace(/[\d\s,.\-e]/g, '')).toMatch(/^(mz)+$/i)
    expect(centre[0] > 0 && centre[0] < box[2] && centre[1] > 0 && centre[1] < box[3], id).toBe(
      true,
    )
  }
  expect(apart).toHaveLength(11)
  expect(source?.text).toContain('CC BY 4.0')
})

test('a country without a map and a map without districts have no outlines, and say nothing else', async () => {
  expect((await loadRegions('XX')).shapes).toEqual([])
  expect((await loadDistricts('FR', 'FR-75')).shapes).toEqual([])
})

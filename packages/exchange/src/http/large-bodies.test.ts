import { makeReport, openNotice } from '@tocsin/api'
import { expect, test } from 'vitest'
import { openLargeBodies } from './large-bodies.ts'

const post = (length?: number) =>
  new Request('http://exchange.example/', {
    method: 'POST',
    headers: length === undefined ? {} : { 'content-length': String(length) },
  })

test('of large bodies of strangers two are held from one network and 32 in all, and small ones always', () => {
  const admit = openLargeBodies()
  const done = admit(makeReport, post(1 << 20), '192.0.2.1')
  admit(makeReport, post(), '192.0.2.1')
  expect(() => admit(makeReport, post(1 << 20), '192.0.2.1')).toThrow('try again')
  expect(admit(makeReport, post(1000), '192.0.2.1')).toBeTypeOf('function')
  expect(admit(openNotice, post(1000), '192.0.2.1')).toBeTypeOf('function')
  done()
  for (let one = 1; one < 32; one += 1) admit(makeReport, post(), `198.51.${one}.1`)
  expect(() => admit(makeReport, post(), '203.0.113.1')).toThrow('try again')
})

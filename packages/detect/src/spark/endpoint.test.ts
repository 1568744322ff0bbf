import { describe, expect, test } from 'vitest'
import { readEndpoint } from './endpoint.ts'

describe('an endpoint', () => {
  test('is read as Spark Connect writes it', () => {
    const plain = { token: null, tls: false, user: 'tocsin' }
    expect(readEndpoint('sc://127.0.0.1')).toEqual({ ...plain, address: '127.0.0.1:15002' })
    expect(readEndpoint('sc://[::1]:7077/')).toEqual({ ...plain, address: '[::1]:7077' })
    expect(readEndpoint('sc://lake.example.org:443/;use_ssl=true;user_id=a%20b')).toEqual({
      address: 'lake.example.org:443',
      token: null,
      tls: true,
      user: 'a b',
    })
  })

  test('with a token is encrypted, unless it is of this machine', () => {
    expect(readEndpoint('sc://lake.example.org/;token=secret')).toMatchObject({
      tls: true,
      token: 'secret',
    })
    expect(readEndpoint('sc://localhost/;token=secret;use_ssl=false')).toMatchObject({ tls: false })
    expect(() => readEndpoint('sc://lake.example.org/;token=secret;use_ssl=false')).toThrow(
      /readable/,
    )
  })

  test.each([
    'spark://host:1',
    'sc://',
    'sc://host:0',
    'sc://host:70000',
    'sc://user:secret@host',
    'sc://host/path',
    'sc://host/;token=',
    'sc://host/;token=secret;token=secret',
    'sc://host/;tokens=secret',
    'sc://host/;use_ssl=maybe;token=secret',
    'sc://host/;token=%secret',
  ])('%s is refused without a word of its secret', (written) => {
    const refused = (): unknown => readEndpoint(written)
    expect(refused).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }))
    expect(refused).not.toThrow(/secret/)
  })
})

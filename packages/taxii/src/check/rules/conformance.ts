/** Chapter 8, and section 1.6.9: transport and sign-in. */
import { expect, notTried, type Rule } from '../rule.ts'

export const conformance: Rule[] = [
  {
    id: 'https',
    section: '8.2.2',
    level: 'must',
    text: 'The server is reached by HTTPS.',
    test: ({ root }) => {
      const { protocol, hostname } = new URL(root)
      if (['localhost', '127.0.0.1', '[::1]'].includes(hostname))
        return notTried('the server is on this machine')
      return expect(protocol === 'https:', protocol)
    },
  },
  {
    id: 'unauthenticated',
    section: '5.1',
    level: 'must',
    text: 'Who fails to authenticate gets 401 or 404, and a challenge with 401.',
    test: async ({ root, ask }) => {
      const authorization = 'Basic bm8tc3VjaC11c2VyOm5vLXN1Y2gtcGFzc3dvcmQ='
      const url = `${root}collections/`
      const open = await ask(url, { headers: { authorization: null } })
      if (open.status === 200) return notTried('the server asks for no credentials')
      const { status, headers } = await ask(url, { headers: { authorization } })
      const challenged = status !== 401 || headers.has('www-authenticate')
      return expect(
        [401, 404].includes(status) && challenged,
        `answered ${status}, WWW-Authenticate ${headers.get('www-authenticate')}`,
      )
    },
  },
  {
    id: 'basic',
    section: '8.2.2',
    level: 'should',
    text: 'HTTP Basic is offered.',
    test: async ({ root, ask }) => {
      const { status, headers } = await ask(`${root}collections/`, {
        headers: { authorization: null },
      })
      if (status !== 401) return notTried(`without credentials the answer is ${status}`)
      const challenge = headers.get('www-authenticate') ?? ''
      return expect(/\bbasic\b/i.test(challenge), challenge)
    },
  },
  {
    id: 'no-user-agent',
    section: '8.2.1',
    level: 'should',
    text: 'A request without User-Agent is not refused.',
    test: async ({ discoveryUrl, ask }) => {
      const { status } = await ask(discoveryUrl, { headers: { 'user-agent': '' } })
      return expect(status === 200, `answered ${status}`)
    },
  },
]

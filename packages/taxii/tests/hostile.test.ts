import { expect, test } from 'vitest'
import { sendHostile } from './hostile-request.ts'

test('no request, however formed, is answered with a 5xx or without a TAXII error', async () => {
  await expect(sendHostile({ numRuns: 3000 })).resolves.toBeDefined()
})

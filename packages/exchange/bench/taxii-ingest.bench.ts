/**
 * Ingest over HTTP, validated, released and durable: 20,000 indicators of about 0.8 kB, 100 a POST, one sequential
 * client. References: a bare multi-row INSERT of the same bytes into the same database, in the same run; and 656 objects/s,
 * which OpenTAXII (SQLite) took in on a like machine.
 */
import { letHeapGrow } from '@tocsin/exchange'
import { indicatorTexts, KINDS, perSecond, postAll, startServer } from './taxii-load.ts'

letHeapGrow()
const OPENTAXII = 656
const COUNT = Number(process.argv[2] ?? 20_000)
const BATCH = 100

for (const kind of KINDS) {
  const server = await startServer(kind)
  try {
    await postAll(server, indicatorTexts(2000, 10_000_000), BATCH)
    const texts = indicatorTexts(COUNT)
    await server.order<{ ms: number }>({ reference: { texts: texts.slice(0, 2000), batch: BATCH } })
    const { ms: bare } = await server.order<{ ms: number }>({ reference: { texts, batch: BATCH } })
    const ours = await postAll(server, texts, BATCH)
    const rate = perSecond(COUNT, ours)
    console.log(
      `${kind.padEnd(9)} ${rate} objects/s; bare INSERT ${perSecond(COUNT, bare)} objects/s, ratio ${(bare / ours).toFixed(2)}; ` +
        `${(rate / OPENTAXII).toFixed(1)} times OpenTAXII's ${OPENTAXII}`,
    )
  } finally {
    await server.stop()
  }
}
process.exit(0)

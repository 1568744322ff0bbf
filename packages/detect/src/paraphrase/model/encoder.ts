/**
 * Sentences to vectors whose cosine says how alike they are in meaning, across the sixteen languages of the model. The computation
 * runs on `onnxruntime-web`, which whoever wants meaning installs beside this package.
 */
import type * as OnnxRuntime from 'onnxruntime-web'
import { DetectError } from '../../errors.ts'
import { verifyGoing } from '../../progress.ts'
import { encoderGraph, GAP, WIDTH } from './encoder-graph.ts'
import type { Model } from './model-file.ts'
import { createPieceTable, type PieceTable } from './piece-table.ts'
import { segment } from './pieces.ts'

/** Pieces of one run: enough to use each weight many times once it was fetched, few enough to stay in the cache. */
const BATCH = 400

export type Encoder = {
  /** One row of 512 numbers for each text, of length one. Throws CANCELLED on abort. */
  encode(
    texts: readonly string[],
    hooks?: { signal?: AbortSignal; onTexts?: (done: number) => void },
  ): Promise<Float32Array>
  close(): Promise<void>
}

type Runtime = Pick<typeof OnnxRuntime, 'Tensor' | 'InferenceSession' | 'env'>
type Session = OnnxRuntime.InferenceSession

/** Prepares a model. Throws ENGINE_UNREACHABLE where the runtime is not installed, MALFORMED where the model is no such one. */
export async function createEncoder(model: Model): Promise<Encoder> {
  const table = createPieceTable(model.arrays, model.pieces.scores.length)
  const graph = encoderGraph(model)
  const runtime = await loadRuntime()
  const session = await startSession(runtime, graph)
  return {
    encode: async (texts, { signal, onTexts } = {}) => {
      const vectors = new Float32Array(texts.length * WIDTH)
      for (let first = 0; first < texts.length;) {
        verifyGoing(signal)
        const batch = takeBatch(model, texts, first)
        vectors.set(await run(runtime, session, table, batch), first * WIDTH)
        first += batch.length
        onTexts?.(first)
      }
      return vectors
    },
    close: () => session.release(),
  }
}

async function loadRuntime(): Promise<Runtime> {
  try {
    const runtime = await import('onnxruntime-web')
    runtime.env.wasm.numThreads = 1
    return runtime
  } catch (cause) {
    throw new DetectError(
      'ENGINE_UNREACHABLE',
      'reading for meaning needs the package onnxruntime-web 1.30.0, which is not installed (npm install onnxruntime-web@1.30.0)',
      {},
      { cause },
    )
  }
}

/** Arrays of other shapes than the encoder's fit into no graph. */
async function startSession(runtime: Runtime, graph: Uint8Array): Promise<Session> {
  try {
    return await runtime.InferenceSession.create(graph, { executionProviders: ['wasm'] })
  } catch (cause) {
    throw new DetectError('MALFORMED', 'the arrays of the model do not fit together', {}, { cause })
  }
}

/** Pieces of the next texts, one at least. */
function takeBatch({ pieces }: Model, texts: readonly string[], first: number): number[][] {
  const batch: number[][] = []
  let rows = 0
  for (let at = first; at < texts.length; at++) {
    const sentence = segment(pieces, texts[at]!)
    rows += sentence.length + GAP
    if (rows > BATCH && batch.length > 0) break
    batch.push(sentence)
  }
  return batch
}

async function run(
  { Tensor }: Runtime,
  session: Session,
  table: PieceTable,
  batch: readonly (readonly number[])[],
): Promise<Float32Array> {
  const count = batch.reduce((sum, { length }) => sum + length + GAP, 0)
  const rows = new Float32Array(count * WIDTH)
  const mask = new Float32Array(count)
  const sums = new Float32Array(batch.length * count)
  let row = 0
  for (const [sentence, numbers] of batch.entries()) {
    for (const number of numbers) {
      table.copy(number, rows, row * WIDTH)
      mask[row] = 1
      sums[sentence * count + row] = 1
      row++
    }
    row += GAP
  }
  const length = Float32Array.from(batch, (numbers) => numbers.length)
  const tensor = (data: Float32Array, shape: number[]) => new Tensor('float32', data, shape)
  const given = await session.run({
    rows: tensor(rows, [count, WIDTH]),
    mask: tensor(mask, [count, 1]),
    sums: tensor(sums, [batch.length, count]),
    length: tensor(length, [batch.length, 1]),
  })
  return given[session.outputNames[0]!]!.data as Float32Array
}

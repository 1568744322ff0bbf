/**
 * The sentence encoder as a computation over the pieces of several sentences, one row a piece: each piece's own numbers beside
 * three convolutions over two, three and five neighbours; their normalised sum over a sentence, divided by the root of its
 * length; three dense layers; a vector of length one.
 *
 * Sentences stand below each other with rows between them that `mask` makes zero, so that no window reaches from one into the
 * next. Cost: 1.7 million multiplications a piece. Y. Yang et al., Multilingual Universal Sentence Encoder for Semantic
 * Retrieval, ACL 2020 (the convolutional model); the shapes are those of the file.
 */
import { DetectError } from '../../errors.ts'
import { GraphWriter, type Value } from './graph-writer.ts'
import type { Model } from './model-file.ts'

/** Numbers of a piece and of a sentence. */
export const WIDTH = 512

/** Rows between sentences: as far as the widest window reaches. */
export const GAP = 2

const CHANNELS = 256

/** Neighbours of each convolution, and how many of them stand before the piece. */
const WINDOWS = [
  { size: 2, before: 0 },
  { size: 3, before: 1 },
  { size: 5, before: 2 },
] as const

/** Bytes of the ONNX model: from rows of pieces, their mask, which rows a sentence has, and its length, to vectors. */
export function encoderGraph({ arrays }: Model): Uint8Array {
  const graph = new GraphWriter()
  const stored = storedFloats(graph, arrays)
  const rows = graph.input('rows', ['pieces', WIDTH])
  const mask = graph.input('mask', ['pieces', 1])
  const sums = graph.input('sums', ['sentences', 'pieces'])
  const length = graph.input('length', ['sentences', 1])
  const all = (name: string, axis: number): Value =>
    graph.node(
      'Concat',
      WINDOWS.map(({ size }) => stored(`${name}${size}`)),
      { axis },
    )
  const epsilon = epsilonOf(arrays)
  const normal = (x: Value, factor: Value, offset: Value): Value =>
    graph.node('LayerNormalization', [x, factor, offset], { axis: -1, epsilon })

  const projected = dense(graph, rows, all('proj', 1), all('proj_b', 0))
  const kept = graph.node('Mul', [normal(projected, all('ln_g', 0), all('ln_b', 0)), mask])
  const zeros = graph.floats('zeros', [GAP, CHANNELS], new Uint8Array(GAP * CHANNELS * 4))
  const branches = WINDOWS.map((window, k) => {
    const convolve = (x: Value, layer: 'w1' | 'w2'): Value => {
      const [weights, offset] = [
        `${layer}_${window.size}`,
        `${layer.replace('w', 'b')}_${window.size}`,
      ]
      const around = neighbours(graph, x, zeros, window)
      return relu(graph, dense(graph, around, stored(weights), stored(offset)))
    }
    const own = graph.slice(kept, k * CHANNELS, (k + 1) * CHANNELS, 1)
    const first = graph.node('Mul', [graph.node('Add', [convolve(own, 'w1'), own]), mask])
    return graph.node('Add', [convolve(first, 'w2'), first])
  })
  const features = graph.node('Concat', [rows, ...branches], { axis: 1 })
  const summed = graph.node('MatMul', [sums, normal(features, stored('ln_g'), stored('ln_b'))])
  const offsets = graph.node('Mul', [length, stored('cnn_b')])
  const whole = dense(graph, summed, stored('cnn_W'), offsets)
  const mean = graph.node('Div', [whole, graph.node('Sqrt', [length])])
  return graph.finish(head(graph, mean, stored), ['sentences', WIDTH])
}

/** The dense layers over a sentence. */
function head(graph: GraphWriter, mean: Value, stored: (name: string) => Value): Value {
  const product = (x: Value, weights: string) => graph.node('MatMul', [x, stored(weights)])
  const sum = (a: Value, b: Value) => graph.node('Add', [a, b])
  const first = relu(graph, product(mean, 'd0'))
  const second = relu(graph, sum(product(mean, 'p1'), product(first, 'd1')))
  const third = relu(graph, product(second, 'd2'))
  const last = graph.node('Tanh', [sum(product(second, 'p3'), product(third, 'd3'))])
  return graph.node('LpNormalization', [last], { axis: -1, p: 2 })
}

/** Each row beside those around it. */
function neighbours(
  graph: GraphWriter,
  x: Value,
  zeros: Value,
  { size, before }: (typeof WINDOWS)[number],
): Value {
  const after = size - 1 - before
  const padded = graph.node(
    'Concat',
    [...(before > 0 ? [graph.slice(zeros, 0, before, 0)] : []), x, graph.slice(zeros, 0, after, 0)],
    { axis: 0 },
  )
  const moved = Array.from({ length: size }, (_, k) => {
    const cut = size - 1 - k
    return graph.slice(padded, k, cut === 0 ? Number.MAX_SAFE_INTEGER : -cut, 0)
  })
  return graph.node('Concat', moved, { axis: 1 })
}

function dense(graph: GraphWriter, x: Value, weights: Value, offset: Value): Value {
  return graph.node('Add', [graph.node('MatMul', [x, weights]), offset])
}

function relu(graph: GraphWriter, x: Value): Value {
  return graph.node('Relu', [x])
}

function storedFloats(graph: GraphWriter, arrays: Model['arrays']): (name: string) => Value {
  return (name) => {
    const array = arrays.get(name)
    if (array?.type !== '<f4')
      throw new DetectError('MALFORMED', `the model holds no array ${name} of floats`)
    return graph.floats(name, array.shape, array.bytes)
  }
}

function epsilonOf(arrays: Model['arrays']): number {
  const array = arrays.get('eps')
  if (array?.type !== '<f8') throw new DetectError('MALFORMED', 'the model holds no eps')
  return new DataView(array.bytes.slice().buffer).getFloat64(0, true)
}

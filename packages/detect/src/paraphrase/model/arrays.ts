/** Arrays as NumPy writes them into a file: the header names type, order and shape, the rest are the numbers. NEP 1, `.npy` format. */
import { DetectError } from '../../errors.ts'

/** One array, its numbers in rows (C order) and little-endian. */
export type StoredArray = {
  readonly shape: readonly number[]
  readonly type: '<f4' | '<f8' | '|u1' | '|i1'
  readonly bytes: Uint8Array
}

const MAGIC = '\u0093NUMPY'
const WIDTHS = { '<f4': 4, '<f8': 8, '|u1': 1, '|i1': 1 } as const

/** Reads one array; throws MALFORMED naming `name` for anything but one of the four types in rows. */
export function readArray(name: string, file: Uint8Array): StoredArray {
  const wrong = (why: string) => new DetectError('MALFORMED', `the array ${name}: ${why}`)
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file.length < 12 || latin1(file.subarray(0, 6)) !== MAGIC) throw wrong('is not one of NumPy')
  const isShort = file[6] === 1
  const start = isShort ? 10 : 12
  const end = start + (isShort ? view.getUint16(8, true) : view.getUint32(8, true))
  const header = latin1(file.subarray(start, end))
  const type = /'descr': '([^']+)'/.exec(header)?.[1]
  const shape = /'shape': \(([\d, ]*)\)/.exec(header)?.[1]
  if (type === undefined || shape === undefined || !isKnown(type))
    throw wrong('has a type or shape that is not read')
  if (!header.includes("'fortran_order': False")) throw wrong('is written in columns')
  const sizes = shape.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]))
  const bytes = file.subarray(end)
  const length = sizes.reduce((product, size) => product * size, WIDTHS[type])
  if (bytes.length !== length) throw wrong(`holds ${bytes.length} bytes where ${length} are said`)
  return { shape: sizes, type, bytes }
}

/** The numbers of an array of `<f4`, copied so that they are aligned. */
export function toFloats(array: StoredArray): Float32Array {
  return new Float32Array(array.bytes.slice().buffer)
}

function isKnown(type: string): type is keyof typeof WIDTHS {
  return Object.hasOwn(WIDTHS, type)
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

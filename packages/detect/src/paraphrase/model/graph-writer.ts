/** Writes a computation as an ONNX model: nodes, and the arrays that they start from. Open Neural Network Exchange, IR 8, operators 17. */
import protobuf from 'protobufjs'

/** Name of a value in the graph. */
export type Value = string

const FLOAT = 1
const INTEGER_64 = 7

/** The fields of the format that are written here, by the numbers it gives them. */
const MODEL = protobuf
  .parse(
    `syntax = "proto3";
   message Attribute { string name = 1; float f = 2; int64 i = 3; int32 type = 20; }
   message Node { repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4; repeated Attribute attribute = 5; }
   message Tensor { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
   message Dimension { int64 dim_value = 1; string dim_param = 2; }
   message Shape { repeated Dimension dim = 1; }
   message TensorType { int32 elem_type = 1; Shape shape = 2; }
   message Type { TensorType tensor_type = 1; }
   message ValueInfo { string name = 1; Type type = 2; }
   message Graph { repeated Node node = 1; string name = 2; repeated Tensor initializer = 5; repeated ValueInfo input = 11; repeated ValueInfo output = 12; }
   message Operators { string domain = 1; int64 version = 2; }
   message Model { int64 ir_version = 1; string producer_name = 2; Graph graph = 7; repeated Operators opset_import = 8; }`,
    { keepCase: true },
  )
  .root.lookupType('Model')

type Attribute = { name: string; i?: number; f?: number; type: number }

export class GraphWriter {
  private readonly nodes: object[] = []
  private readonly arrays = new Map<string, object>()
  private readonly inputs: object[] = []

  /** A matrix that each run is given; a dimension that differs from run to run has a name. */
  input(name: string, shape: readonly (number | string)[]): Value {
    this.inputs.push(valueInfo(name, shape))
    return name
  }

  /** Numbers that are part of the model, little-endian floats. */
  floats(name: string, shape: readonly number[], bytes: Uint8Array): Value {
    this.arrays.set(name, { name, dims: shape, data_type: FLOAT, raw_data: bytes })
    return name
  }

  /** The result of an operator; `attributes` that are whole are written as integers, but `epsilon`. */
  node(
    type: string,
    input: readonly Value[],
    attributes: Readonly<Record<string, number>> = {},
  ): Value {
    const output = `v${this.nodes.length}`
    const attribute = Object.entries(attributes).map(([name, number]): Attribute =>
      name === 'epsilon' ? { name, f: number, type: 1 } : { name, i: number, type: 2 },
    )
    this.nodes.push({ op_type: type, name: output, input, output: [output], attribute })
    return output
  }

  /** Rows (axis 0) or columns (axis 1) `from` up to `to` of a matrix; negative `to` counts from the end. */
  slice(value: Value, from: number, to: number, axis: 0 | 1): Value {
    return this.node('Slice', [value, this.integer(from), this.integer(to), this.integer(axis)])
  }

  /** The model's bytes, with `output` as what a run gives. */
  finish(output: Value, shape: readonly (number | string)[]): Uint8Array {
    const graph = {
      name: 'meaning',
      node: this.nodes,
      initializer: [...this.arrays.values()],
      input: this.inputs,
      output: [valueInfo(output, shape)],
    }
    const model = { ir_version: 8, producer_name: 'tocsin', graph, opset_import: [{ version: 17 }] }
    return MODEL.encode(MODEL.fromObject(model)).finish()
  }

  private integer(number: number): Value {
    const name = `integer ${number}`
    const bytes = new Uint8Array(BigInt64Array.of(BigInt(number)).buffer)
    this.arrays.set(name, { name, dims: [1], data_type: INTEGER_64, raw_data: bytes })
    return name
  }
}

function valueInfo(name: string, shape: readonly (number | string)[]): object {
  const dim = shape.map((size) =>
    typeof size === 'number' ? { dim_value: size } : { dim_param: size },
  )
  return { name, type: { tensor_type: { elem_type: FLOAT, shape: { dim } } } }
}

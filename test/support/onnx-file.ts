import { Root, type Type } from 'protobufjs';

/** Writes small ONNX models, so that tests make their own and no weights lie in the repository. */
export interface OnnxTensor {
  readonly dims: readonly number[];
  readonly floats?: readonly number[];
  readonly ints?: readonly number[];
}

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number>>;
}

export interface OnnxPort {
  readonly name: string;
  readonly kind: 'float' | 'int64';
  /** Text: a size known only when the model runs. */
  readonly dims: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  readonly constants: Readonly<Record<string, OnnxTensor>>;
  readonly nodes: readonly OnnxNode[];
}

const FLOAT = 1;
const INT64 = 7;
const INT_ATTRIBUTE = 2;

/** The part of onnx.proto that is used here, with its field numbers. */
const modelType: Type = Root.fromJSON({
  nested: {
    Model: message({ ir_version: ['int64', 1], graph: ['Graph', 7], opset_import: ['Opset', 8, 'repeated'] }),
    Opset: message({ version: ['int64', 2] }),
    Graph: message({
      node: ['Node', 1, 'repeated'],
      name: ['string', 2],
      initializer: ['Tensor', 5, 'repeated'],
      input: ['Port', 11, 'repeated'],
      output: ['Port', 12, 'repeated'],
    }),
    Node: message({
      input: ['string', 1, 'repeated'],
      output: ['string', 2, 'repeated'],
      op_type: ['string', 4],
      attribute: ['Attribute', 5, 'repeated'],
    }),
    Attribute: message({ name: ['string', 1], i: ['int64', 3], type: ['int32', 20] }),
    Tensor: message({
      dims: ['int64', 1, 'repeated'],
      data_type: ['int32', 2],
      float_data: ['float', 4, 'repeated'],
      int64_data: ['int64', 7, 'repeated'],
      name: ['string', 8],
    }),
    Port: message({ name: ['string', 1], type: ['PortType', 2] }),
    PortType: message({ tensor_type: ['TensorType', 1] }),
    TensorType: message({ elem_type: ['int32', 1], shape: ['Shape', 2] }),
    Shape: message({ dim: ['Dim', 1, 'repeated'] }),
    Dim: message({ dim_value: ['int64', 1], dim_param: ['string', 2] }),
  },
}).lookupType('Model');

function message(fields: Record<string, [type: string, id: number, rule?: string]>): {
  fields: Record<string, { type: string; id: number; rule?: string }>;
} {
  const entries = Object.entries(fields).map(([name, [type, id, rule]]) => [name, { type, id, ...(rule && { rule }) }]);
  return { fields: Object.fromEntries(entries) as Record<string, { type: string; id: number; rule?: string }> };
}

export function onnxBytes(graph: OnnxGraph): Uint8Array {
  const model = {
    ir_version: 8,
    opset_import: [{ version: 17 }],
    graph: {
      name: 'test',
      node: graph.nodes.map(({ op, inputs, output, attributes = {} }) => ({
        op_type: op,
        input: inputs,
        output: [output],
        attribute: Object.entries(attributes).map(([name, i]) => ({ name, i, type: INT_ATTRIBUTE })),
      })),
      initializer: Object.entries(graph.constants).map(([name, { dims, floats, ints }]) => ({
        name,
        dims,
        data_type: floats ? FLOAT : INT64,
        ...(floats ? { float_data: floats } : { int64_data: ints }),
      })),
      input: graph.inputs.map(portOf),
      output: graph.outputs.map(portOf),
    },
  };
  return modelType.encode(modelType.fromObject(model)).finish();
}

function portOf({ name, kind, dims }: OnnxPort): object {
  const dim = dims.map((size) => (typeof size === 'number' ? { dim_value: size } : { dim_param: size }));
  return { name, type: { tensor_type: { elem_type: kind === 'float' ? FLOAT : INT64, shape: { dim } } } };
}

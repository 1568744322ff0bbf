/** A graph as a file that Gephi, Cytoscape, igraph and NetworkX read: GraphML 1.0 and GEXF 1.3. */
import type { Field, Graph, Value } from './graph.ts'

/** GraphML (http://graphml.graphdrawing.org/specification.html), piece by piece. */
export function* graphMl(graph: Graph): Generator<string> {
  const label: Field = { name: 'label', type: 'string' }
  const weight: Field = { name: 'weight', type: 'double' }
  const nodeFields = [label, ...graph.nodeFields]
  const edgeFields = [weight, ...graph.edgeFields]
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<desc>${escapeXml(graph.description)}</desc>
`
  for (const [kind, fields] of [
    ['node', nodeFields],
    ['edge', edgeFields],
  ] as const)
    for (const { name, type } of fields)
      yield `<key id="${kind}-${name}" for="${kind}" attr.name="${name}" attr.type="${type}"/>\n`
  yield '<graph edgedefault="undirected">\n'
  const data = (kind: string, values: Readonly<Record<string, Value>>) =>
    Object.entries(values)
      .map(([name, value]) => `<data key="${kind}-${name}">${escapeXml(String(value))}</data>`)
      .join('')
  for (const { id, label: text, values } of graph.nodes)
    yield `<node id="${id}">${data('node', { label: text, ...values })}</node>\n`
  for (const { id, source, target, weight: heavy, values } of graph.edges)
    yield `<edge id="${id}" source="${source}" target="${target}">${data('edge', { weight: heavy, ...values })}</edge>\n`
  yield '</graph>\n</graphml>\n'
}

/** GEXF (https://gexf.net/schema.html), piece by piece. */
export function* gexf(graph: Graph): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><description>${escapeXml(graph.description)}</description></meta>
<graph defaultedgetype="undirected">
`
  const attributes = (kind: string, fields: readonly Field[]) =>
    `<attributes class="${kind}">${fields
      .map(({ name, type }) => `<attribute id="${name}" title="${name}" type="${type}"/>`)
      .join('')}</attributes>\n`
  yield attributes('node', graph.nodeFields)
  yield attributes('edge', graph.edgeFields)
  const data = (values: Readonly<Record<string, Value>>) =>
    `<attvalues>${Object.entries(values)
      .map(([name, value]) => `<attvalue for="${name}" value="${escapeXml(String(value))}"/>`)
      .join('')}</attvalues>`
  yield '<nodes>\n'
  for (const { id, label, values } of graph.nodes)
    yield `<node id="${id}" label="${escapeXml(label)}">${data(values)}</node>\n`
  yield '</nodes>\n<edges>\n'
  for (const { id, source, target, weight, values } of graph.edges)
    yield `<edge id="${id}" source="${source}" target="${target}" weight="${weight}">${data(values)}</edge>\n`
  yield '</edges>\n</graph>\n</gexf>\n'
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Text of strangers; what XML 1.0 cannot hold (control characters, halves of pairs) becomes U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (mark) => ENTITIES[mark]!)
    .replace(/[\t\n\r]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}

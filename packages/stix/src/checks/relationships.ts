/** The relationship types STIX suggests between its objects (2.1, appendix B); any other SHOULD be related-to. */
import { typeOfId } from '../id.ts'
import { should, type Run } from './run.ts'

const COMMON = new Set(['derived-from', 'duplicate-of', 'related-to'])
const VICTIMS = 'identity location vulnerability'
const MEANS = 'attack-pattern infrastructure malware tool'
const NETWORK = 'domain-name ipv4-addr ipv6-addr url'
const OBSERVABLES =
  'artifact autonomous-system directory domain-name email-addr email-message file ipv4-addr ipv6-addr ' +
  'mac-addr mutex network-traffic process software url user-account windows-registry-key x509-certificate'

const TABLE: Record<string, Record<string, string>> = {
  'attack-pattern': { delivers: 'malware', targets: VICTIMS, uses: 'malware tool' },
  campaign: {
    'attributed-to': 'intrusion-set threat-actor',
    compromises: 'infrastructure',
    'originates-from': 'location',
    targets: VICTIMS,
    uses: MEANS,
  },
  'course-of-action': {
    investigates: 'indicator',
    mitigates: 'attack-pattern indicator malware tool vulnerability',
    remediates: 'malware vulnerability',
  },
  'domain-name': { 'resolves-to': 'domain-name ipv4-addr ipv6-addr' },
  identity: { 'located-at': 'location' },
  indicator: {
    indicates: 'attack-pattern campaign infrastructure intrusion-set malware threat-actor tool',
    'based-on': 'observed-data',
  },
  infrastructure: {
    'communicates-with': `infrastructure ${NETWORK}`,
    'consists-of': `infrastructure observed-data ${OBSERVABLES}`,
    controls: 'infrastructure malware',
    delivers: 'malware',
    has: 'vulnerability',
    hosts: 'tool malware',
    'located-at': 'location',
    uses: 'infrastructure',
  },
  'intrusion-set': {
    'attributed-to': 'threat-actor',
    compromises: 'infrastructure',
    hosts: 'infrastructure',
    owns: 'infrastructure',
    'originates-from': 'location',
    targets: VICTIMS,
    uses: MEANS,
  },
  'ipv4-addr': { 'resolves-to': 'mac-addr', 'belongs-to': 'autonomous-system' },
  'ipv6-addr': { 'resolves-to': 'mac-addr', 'belongs-to': 'autonomous-system' },
  malware: {
    'authored-by': 'threat-actor intrusion-set',
    'beacons-to': 'infrastructure',
    'exfiltrate-to': 'infrastructure',
    'exfiltrates-to': 'infrastructure',
    'communicates-with': NETWORK,
    controls: 'malware',
    downloads: 'malware tool file',
    drops: 'malware tool file',
    exploits: 'vulnerability',
    'originates-from': 'location',
    targets: 'identity infrastructure location vulnerability',
    uses: MEANS,
    'variant-of': 'malware',
  },
  'malware-analysis': {
    characterizes: 'malware',
    'analysis-of': 'malware',
    'static-analysis-of': 'malware',
    'dynamic-analysis-of': 'malware',
  },
  'threat-actor': {
    'attributed-to': 'identity',
    compromises: 'infrastructure',
    hosts: 'infrastructure',
    owns: 'infrastructure',
    impersonates: 'identity',
    'located-at': 'location',
    targets: VICTIMS,
    uses: MEANS,
  },
  tool: {
    delivers: 'malware',
    drops: 'malware',
    has: 'vulnerability',
    targets: 'identity infrastructure location vulnerability',
    uses: 'infrastructure',
  },
}

const SUGGESTED: ReadonlySet<string> = new Set(
  Object.entries(TABLE).flatMap(([source, verbs]) =>
    Object.entries(verbs).flatMap(([verb, targets]) =>
      targets.split(' ').map((target) => `${source} ${verb} ${target}`),
    ),
  ),
)

/** Says where a relationship is none the specification suggests. Custom objects may be related at will. */
export function checkSuggested(object: Readonly<Record<string, unknown>>, run: Run): void {
  const { relationship_type: verb, source_ref: from, target_ref: to } = object
  if (typeof verb !== 'string' || typeof from !== 'string' || typeof to !== 'string') return
  const source = typeOfId(from)
  const target = typeOfId(to)
  if (source === null || target === null || COMMON.has(verb)) return
  if (!SUGGESTED.has(`${source} ${verb} ${target}`))
    should(run, 'relationship-type', `no suggested relationship: ${source} ${verb} ${target}`)
}

/**
 * The suggested vocabularies of STIX 2.1, section 10. A value SHOULD come from its list and may be any
 * other lower-case, hyphenated string (2.14).
 */
const ATTACK_MOTIVATION =
  'accidental coercion dominance ideology notoriety organizational-gain personal-gain ' +
  'personal-satisfaction revenge unpredictable'
const IMPLEMENTATION_LANGUAGE =
  'applescript bash c c++ c# go java javascript lua objective-c perl php powershell python ruby scala ' +
  'swift typescript visual-basic x86-32 x86-64'
const INDUSTRY_SECTOR =
  'agriculture aerospace automotive chemical commercial communications construction defense education ' +
  'energy entertainment financial-services government emergency-services government-local ' +
  'government-national government-public-services government-regional healthcare hospitality-leisure ' +
  'infrastructure dams nuclear water insurance manufacturing mining non-profit pharmaceuticals retail ' +
  'technology telecommunications transportation utilities'
const INFRASTRUCTURE_TYPE =
  'amplification anonymization botnet command-and-control control-system exfiltration firewall ' +
  'hosting-malware hosting-target-lists phishing reconnaissance routers-switches staging workstation unknown'
const MALWARE_CAPABILITIES =
  'accesses-remote-machines anti-debugging anti-disassembly anti-emulation anti-memory-forensics ' +
  'anti-sandbox anti-vm captures-input-peripherals captures-output-peripherals captures-system-state-data ' +
  'cleans-traces-of-infection commits-fraud communicates-with-c2 compromises-data-availability ' +
  'compromises-data-integrity compromises-system-availability controls-local-machine ' +
  'degrades-security-software degrades-system-updates determines-c2-server emails-spam ' +
  'escalates-privileges evades-av exfiltrates-data fingerprints-host hides-artifacts ' +
  'hides-executing-code infects-files infects-remote-machines installs-other-components ' +
  'persists-after-system-reboot prevents-artifact-access prevents-artifact-deletion ' +
  'probes-network-environment self-modifies steals-authentication-credentials ' +
  'violates-system-operational-integrity'
const MALWARE_TYPE =
  'adware backdoor bot bootkit ddos downloader dropper exploit-kit keylogger ransomware ' +
  'remote-access-trojan resource-exploitation rogue-security-software rootkit screen-capture spyware ' +
  'trojan unknown virus webshell wiper worm'
const REGION =
  'africa eastern-africa middle-africa northern-africa southern-africa western-africa americas ' +
  'latin-america-caribbean south-america caribbean central-america northern-america asia central-asia ' +
  'eastern-asia southern-asia south-eastern-asia western-asia europe eastern-europe northern-europe ' +
  'southern-europe western-europe oceania australia-new-zealand melanesia micronesia polynesia antarctica'
const REPORT_TYPE =
  'attack-pattern campaign identity indicator intrusion-set malware observed-data threat-actor ' +
  'threat-report tool vulnerability'
const THREAT_ACTOR_TYPE =
  'activist competitor crime-syndicate criminal hacker insider-accidental insider-disgruntled ' +
  'nation-state sensationalist spy terrorist unknown'
const THREAT_ACTOR_ROLE =
  'agent director independent infrastructure-architect infrastructure-operator malware-author sponsor'
const TOOL_TYPE =
  'denial-of-service exploitation information-gathering network-capture credential-exploitation ' +
  'remote-access vulnerability-scanning unknown'

const WORDS = {
  'account-type-ov':
    'facebook ldap nis openid radius skype tacacs twitter unix windows-local windows-domain',
  'attack-motivation-ov': ATTACK_MOTIVATION,
  'attack-resource-level-ov': 'individual club contest team organization government',
  'grouping-context-ov': 'suspicious-activity malware-analysis unspecified',
  'hash-algorithm-ov': 'MD5 SHA-1 SHA-256 SHA-512 SHA3-256 SHA3-512 SSDEEP TLSH',
  'identity-class-ov': 'individual group system organization class unknown',
  'implementation-language-ov': IMPLEMENTATION_LANGUAGE,
  'indicator-type-ov':
    'anomalous-activity anonymization benign compromised malicious-activity attribution unknown',
  'industry-sector-ov': INDUSTRY_SECTOR,
  'infrastructure-type-ov': INFRASTRUCTURE_TYPE,
  'malware-result-ov': 'malicious suspicious benign unknown',
  'malware-capabilities-ov': MALWARE_CAPABILITIES,
  'malware-type-ov': MALWARE_TYPE,
  'marking-definition-type': 'statement tlp',
  'pattern-type-ov': 'stix pcre sigma snort suricata yara',
  'processor-architecture-ov': 'alpha arm ia-64 mips powerpc sparc x86 x86-64',
  'region-ov': REGION,
  'report-type-ov': REPORT_TYPE,
  'threat-actor-type-ov': THREAT_ACTOR_TYPE,
  'threat-actor-role-ov': THREAT_ACTOR_ROLE,
  'threat-actor-sophistication-ov': 'none minimal intermediate advanced expert innovator strategic',
  'tool-type-ov': TOOL_TYPE,
  'windows-pebinary-type-ov': 'dll exe sys',
} as const

export type VocabularyName = keyof typeof WORDS

/** The suggested values of every open vocabulary. */
export const VOCABULARIES = new Map<VocabularyName, ReadonlySet<string>>(
  Object.entries(WORDS).map(([name, words]) => [name as VocabularyName, new Set(words.split(' '))]),
)

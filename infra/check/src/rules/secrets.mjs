import { visit, call, lineOf, pattern } from '../bicep/syntax.mjs';
import { lineAt } from '../lines.mjs';

/** What a secret looks like, wherever it stands. The storage emulator's well-known name is none. */
const secretPatterns = [
  [/\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)\s*=\s*[^;\s'"]/gi, 'a connection string with a key'],
  [/[?&]sig=[\w%+/-]{16,}/g, 'a shared access signature'],
  [/(?<![a-z])(?:password|passwd|pwd|client[-_]?secret|api[-_]?key|access[-_]?key)['"]?\s*[:=]\s*['"]?(?![${'"\s]|true|false|null)[^\s'",;]{6,}/gi, 'a secret'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/g, 'a private key'],
  [/InstrumentationKey=[0-9a-f]{8}-/gi, 'an instrumentation key'],
  [/\b(?:ghp|gho|github_pat|fa)_[A-Za-z0-9_]{20,}/g, 'a token'],
  [/(?<![\w-])[0-9a-f]{40,}(?![\w-])/gi, 'what looks like a key'],
  [/(?<![\w+/=-])(?=[A-Za-z0-9+/]*[0-9])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{40,}={0,2}(?![\w+/=-])/g, 'what looks like a key'],
];

/** Functions that fetch keys. The one key that is needed is fetched by Azure when events.bicep is deployed, and shown to nobody. */
const fetchesKeys = /^list(?:Keys|Secrets|ConnectionStrings|AccountSas|ServiceSas)$/;

/** Secrets in what is committed, and keys in what is deployed. */
export function secrets({ repository, infrastructure }, report) {
  const files = [
    ...['.bicep', '.json', '.kql', '.sh', '.ps1'].flatMap((ending) => repository.list('infra', ending)).filter((path) => !path.startsWith('infra/check/')),
    ...repository.list('.github', '.yml'),
    'azure.yaml',
    'host.json',
    'local.settings.sample.json',
  ];
  for (const path of files) {
    const text = repository.read(path);
    for (const [secret, what] of secretPatterns) {
      for (const match of text.matchAll(secret)) {
        report(path, lineAt(text, match.index), `${what} must not be committed`);
      }
    }
  }

  for (const file of infrastructure.files.values()) {
    visit(file.root, (node) => {
      const called = call(node);
      if (called && fetchesKeys.test(called.name) && !isHostKey(file, node, called)) {
        report(file.path, lineOf(node), `${called.name} puts a key where it can be read; use the identity`);
      }
    });
    for (const { node, name, value } of file.outputs.values()) {
      if (/listKeys|\.keys\b/.test(value.text) || /SECRET|PASSWORD|(?<!PUBLIC_)KEY$/.test(name)) {
        report(file.path, lineOf(node), `the output ${name} would leave a secret in the deployment's history`);
      }
    }
    for (const { node, name, decorators, value } of file.params.values()) {
      if (decorators.has('secure') && value && !(value.type === 'string' && pattern(value) === '')) {
        report(file.path, lineOf(node), `${name} is secure and has a default that everybody can read`);
      }
    }
  }
}

/** The key of the app's host for its blob triggers, within the address that Event Grid calls. */
function isHostKey(file, node, { args }) {
  return file.path === 'infra/events.bicep' && pattern(args[0]) === '${app.id}/host/default' && node.parent.parent.text.endsWith('.systemKeys.blobs_extension');
}

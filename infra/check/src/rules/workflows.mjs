import { lineAt, lineWith } from '../lines.mjs';

/** GitHub workflows that may do more than they need, run what is not pinned, or hold secrets. */
export function workflows({ repository }, report) {
  const files = repository.list('.github/workflows', '.yml');
  for (const name of ['ci', 'deploy']) {
    if (!files.includes(`.github/workflows/${name}.yml`)) {
      report('azure.yaml', 1, `there is no workflow '${name}'`);
    }
  }
  for (const path of files) {
    const text = repository.read(path);
    const workflow = repository.yaml(path);
    for (const match of text.matchAll(/uses:\s*(\S+)/g)) {
      if (!/^[\w.-]+\/[\w./-]+@v\d+(?:\.\d+){0,2}$/.test(match[1])) {
        report(path, lineAt(text, match.index), `${match[1]} has to be of a version tag, such as @v5`);
      }
    }
    for (const match of text.matchAll(/\$\{\{\s*secrets\.(\w+)/g)) {
      if (match[1] !== 'GITHUB_TOKEN') {
        report(path, lineAt(text, match.index), `secrets.${match[1]}: CI signs in by federation and needs no secret`);
      }
    }
    if (workflow.on?.pull_request_target !== undefined) {
      report(path, lineWith(text, 'pull_request_target'), 'pull_request_target runs a stranger\'s code with our rights');
    }
    permissions(workflow, path, text, report);
    for (const [name, job] of Object.entries(workflow.jobs ?? {})) {
      if (!job['timeout-minutes']) {
        report(path, lineWith(text, `  ${name}:`), `the job '${name}' has no timeout-minutes`);
      }
      for (const step of job.steps ?? []) {
        script(step, path, text, repository, report);
      }
    }
  }
}

/** No job may write anything; one that signs in to Azure may ask for a token. */
function permissions(workflow, path, text, report) {
  if (!workflow.permissions) {
    report(path, 1, 'without permissions the token may do everything');
  }
  for (const [name, job] of [['', workflow], ...Object.entries(workflow.jobs ?? {})]) {
    const signsIn = job.steps?.some(({ uses, run }) => uses?.startsWith('azure/login@') || run?.includes('azd auth login'));
    const granted = typeof job.permissions === 'string' ? { [job.permissions]: 'write' } : job.permissions ?? {};
    for (const [what, right] of Object.entries(granted)) {
      if (right === 'write' && !(what === 'id-token' && signsIn)) {
        const line = text.includes(`${what}: write`) ? lineWith(text, `${what}: write`) : lineWith(text, 'permissions:');
        report(path, line, `${name || 'the workflow'} needs no ${what}: write`);
      }
    }
    if (signsIn && granted['id-token'] !== 'write') {
      report(path, lineWith(text, `  ${name}:`), `${name} signs in to Azure and needs id-token: write`);
    }
  }
}

/** What people type into GitHub must not become part of a command, and the files that a command names have to be there. */
function script({ run }, path, text, repository, report) {
  const put = /\$\{\{\s*(?:inputs|github\.event|github\.head_ref)[^}]*\}\}/.exec(run ?? '');
  if (put) {
    report(path, lineWith(text, run.split('\n').find((line) => line.includes(put[0])).trim()), `${put[0]} becomes part of a command; hand it over by env`);
  }
  for (const [named] of (run ?? '').matchAll(/(?<=^|\s)(?:\.\/[a-z][\w-]*|infra\/[\w/-]+\.bicep|[\w./-]+\.sample\.json)(?=[\s;]|$)/gm)) {
    if (!repository.exists(named.replace(/^\.\//, ''))) {
      report(path, lineWith(text, named), `there is no file ${named}`);
    }
  }
}

import { posix } from 'node:path';
import { evaluate, unknown } from '../bicep/evaluate.mjs';
import { lineOf, property, visit } from '../bicep/syntax.mjs';
import { lineAt, lineWith } from '../lines.mjs';
import { validator } from '../schema.mjs';

const file = 'azure.yaml';

/** What azd says of a deployment by itself, besides the outputs of main.bicep. */
const ofAzd = ['AZURE_ENV_NAME', 'AZURE_LOCATION', 'AZURE_SUBSCRIPTION_ID', 'AZURE_TENANT_ID', 'AZURE_PRINCIPAL_ID', 'AZURE_PRINCIPAL_TYPE'];

/** azure.yaml against its schema, its services against the tags in infra, its hooks against the outputs of main.bicep and events.bicep. */
export function azd({ infrastructure, repository }, report) {
  const text = repository.read(file);
  const config = repository.yaml(file);
  validator('schemas/azure.yaml.json')(config, text, (line, reason) => report(file, line, reason));

  const main = posix.join(config.infra?.path ?? 'infra', `${config.infra?.module ?? 'main'}.bicep`);
  if (!repository.exists(main)) {
    report(file, lineWith(text, 'infra:'), `there is no file ${main}`);
  }
  for (const [name, service] of Object.entries(config.services ?? {})) {
    if (repository.list(service.project ?? '', '.csproj').length === 0) {
      report(file, lineWith(text, `project: ${service.project}`), `there is no project in ${service.project}`);
    }
    tag(name, infrastructure, (reason) => report(file, lineWith(text, `  ${name}:`), reason));
    hooks(service.hooks, service.project, repository, infrastructure, text, report);
  }
  tagged(Object.keys(config.services ?? {}), infrastructure, report);
  hooks(config.hooks, '', repository, infrastructure, text, report);
}

/** azd finds what to deploy to by a tag, which has to be on one resource and no other. */
function tag(service, infrastructure, wrong) {
  for (const environment of infrastructure.environments) {
    const count = tagsOf(infrastructure).filter((found) => found.environment === environment && found.value === service).length;
    if (count !== 1) {
      wrong(`the service '${service}' has to be the tag azd-service-name of one resource; it is of ${count || 'none'}`);
      return;
    }
  }
}

function tagged(services, infrastructure, report) {
  for (const { value, path, line } of tagsOf(infrastructure)) {
    if (value !== unknown && !services.includes(value)) {
      report(path, line, `azure.yaml has no service '${value}'`);
    }
  }
}

function tagsOf(infrastructure) {
  return infrastructure.instances.flatMap(({ file: bicep, environment, params, repository }) =>
    [...bicep.resources.values()].flatMap((resource) => {
      const tags = property(resource.body, 'tags');
      const found = [];
      if (tags) {
        visit(tags, (node) => {
          const value = node.type === 'object' ? property(node, 'azd-service-name') : undefined;
          if (value) {
            found.push({ environment, path: bicep.path, line: lineOf(value), value: evaluate(value, { file: bicep, params, repository }) });
          }
        });
      }
      return found;
    }));
}

/** A hook has to be there for both kinds of shell, and to know every variable it asks for. */
function hooks(named, folder, repository, infrastructure, text, report) {
  const known = new Set([...ofAzd, ...(infrastructure.main?.outputs.keys() ?? [])]);
  for (const [name, hook] of Object.entries(named ?? {})) {
    for (const platform of ['posix', 'windows']) {
      const run = hook[platform]?.run;
      const path = run && posix.join(folder, run);
      if (!path || !repository.exists(path)) {
        report(file, lineWith(text, run ? `run: ${run}` : `${name}:`), path ? `there is no file ${path}` : `${name} has no hook for ${platform}`);
        continue;
      }
      const script = repository.read(path);
      variables(script, path, known, report);
      deployment(script, path, infrastructure, report);
    }
  }
}

function variables(script, path, known, report) {
  const own = new Set([...script.matchAll(/^\s*(\w+)=/gm)].map((match) => match[1]));
  const asked = path.endsWith('.ps1') ? /\$env:(\w+)/g : /\$\{?([A-Z][A-Z_]+)\b/g;
  for (const match of script.matchAll(asked)) {
    if (!known.has(match[1]) && !own.has(match[1])) {
      report(path, lineAt(script, match.index), `main.bicep has no output ${match[1]}, and azd does not set it`);
    }
  }
}

/** The template that a hook deploys gets the parameters that it has. */
function deployment(script, path, infrastructure, report) {
  const template = /template-file\s+.*?([\w-]+\.bicep)/.exec(script);
  if (!template) {
    return;
  }
  const bicep = infrastructure.files.get(`infra/${template[1]}`);
  if (!bicep) {
    report(path, lineAt(script, template.index), `there is no file infra/${template[1]}`);
    return;
  }
  const given = [...script.slice(template.index).matchAll(/^\s+(\w+)=/gm)];
  for (const match of given) {
    if (!bicep.params.has(match[1])) {
      report(path, lineAt(script, template.index + match.index + 1), `${template[1]} has no parameter '${match[1]}'`);
    }
  }
  for (const param of bicep.params.values()) {
    if (!param.value && !given.some((match) => match[1] === param.name)) {
      report(path, lineAt(script, template.index), `${template[1]} needs the parameter '${param.name}'`);
    }
  }
}

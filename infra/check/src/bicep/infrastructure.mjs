import { BicepFile } from './bicep-file.mjs';
import { evaluate, unknown } from './evaluate.mjs';
import { properties, property } from './syntax.mjs';

/** Files that are deployed by themselves; every other is a module of one of them. */
const entries = ['infra/main.bicep', 'infra/events.bicep'];

/** All Bicep files, and every instance of them: main.bicep once for each environment, a module once for each use in each environment. */
export class Infrastructure {
  /** @type {Map<string, BicepFile>} */
  files = new Map();
  /** @type {{file: BicepFile, params: Map<string, unknown>, environment: string, repository: object}[]} */
  instances = [];
  repository;

  static async read(repository) {
    const infrastructure = new Infrastructure();
    infrastructure.repository = repository;
    for (const path of repository.list('infra', '.bicep')) {
      infrastructure.files.set(path, await BicepFile.read(repository, path));
    }
    for (const environment of infrastructure.environments) {
      for (const entry of entries.filter((path) => infrastructure.files.has(path))) {
        infrastructure.#instantiate(infrastructure.files.get(entry), new Map([['environmentType', environment]]), environment);
      }
    }
    return infrastructure;
  }

  get main() {
    return this.files.get(entries[0]);
  }

  /** The environments that main.bicep can be deployed as. */
  get environments() {
    const allowed = this.main?.params.get('environmentType')?.decorators.get('allowed');
    return allowed ? evaluate(allowed[0], { file: this.main, params: new Map(), repository: this.repository }) : ['dev'];
  }

  /** Every resource of every file, with the file. */
  get resources() {
    return [...this.files.values()].flatMap((file) => [...file.resources.values()].map((resource) => ({ file, resource })));
  }

  /** The resources of one type that are created, in every instance; `value` is what is known of a property. */
  created(type) {
    return this.instances.flatMap((instance) =>
      [...instance.file.resources.values()]
        .filter((resource) => resource.type === type && !resource.existing)
        .flatMap((resource) => expanded(resource, instance).map((scope) => ({ file: instance.file, resource, scope }))),
    );
  }

  #instantiate(file, params, environment) {
    const instance = { file, params, environment, repository: this.repository };
    this.instances.push(instance);
    for (const module of file.modules.values()) {
      const target = this.files.get(module.path);
      const used = module.condition ? evaluate(module.condition, instance) : true;
      if (target && used !== false) {
        const given = property(module.body, 'params');
        const values = given?.type === 'object' ? properties(given).map(({ key, value }) => [key, evaluate(value, instance)]) : [];
        this.#instantiate(target, new Map(values), environment);
      }
    }
  }
}

/** The scopes that a resource is made in: one, or one for each turn of its loop. */
function expanded(resource, scope) {
  if (!resource.loop) {
    return [scope];
  }
  const items = evaluate(resource.loop.over, scope);
  const turns = Array.isArray(items) ? items : [unknown];
  return turns.map((item, i) => ({ ...scope, locals: new Map([[resource.loop.names[0], item], [resource.loop.names[1], i]]) }));
}

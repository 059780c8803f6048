import { useState } from 'preact/hooks';
import { nameOf, type Schema } from './document';

type Schemas = Readonly<Record<string, Schema>>;

/** The properties of a document; those of others inside it are shown when asked for, since types may contain themselves. */
export function SchemaView({ schema, schemas }: { schema: Schema; schemas: Schemas }) {
  const target = schema.$ref ? schemas[nameOf(schema.$ref)] : schema;
  if (!target) {
    return null;
  }
  const inside = insideOf(target);
  if (!target.properties) {
    return inside ? <SchemaView schema={inside} schemas={schemas} /> : <p class="hint">{typeOf(target)}{limitsOf(target)}</p>;
  }
  return (
    <ul class="properties">
      {Object.entries(target.properties).map(([name, property]) => (
        <li key={name}>
          <code>{name}</code>
          <span class="type">{typeOf(property)}{target.required?.includes(name) ? '' : ', optional'}{limitsOf(property)}</span>
          {property.description && <p class="hint">{property.description}</p>}
          <Inside property={property} schemas={schemas} />
        </li>
      ))}
    </ul>
  );
}

function Inside({ property, schemas }: { property: Schema; schemas: Schemas }) {
  const [isOpen, setIsOpen] = useState(false);
  const inside = property.$ref || property.properties ? property : insideOf(property);
  if (!inside || !(inside.$ref || inside.properties || insideOf(inside))) {
    return null;
  }
  return (
    <details onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>{inside.$ref ? nameOf(inside.$ref) : 'Properties'}</summary>
      {isOpen && <SchemaView schema={inside} schemas={schemas} />}
    </details>
  );
}

/** What an array or a map is made of. */
function insideOf(schema: Schema): Schema | undefined {
  return schema.items ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
}

/** A schema in a word or two. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) {
    return nameOf(schema.$ref);
  }
  if (schema.enum) {
    return schema.enum.filter(value => value !== null).join(' | ');
  }
  if (schema.items) {
    return `${typeOf(schema.items)}[]`;
  }
  if (typeof schema.additionalProperties === 'object') {
    return `map of ${typeOf(schema.additionalProperties)}`;
  }
  return schema.format ?? schema.type ?? 'anything';
}

/** The bounds and the default of a value, for the end of a line. */
export function limitsOf({ minimum, maximum, default: preset }: Schema): string {
  const bounds = minimum === undefined ? '' : maximum === undefined || maximum > Number.MAX_SAFE_INTEGER ? `, at least ${minimum}` : `, ${minimum} to ${maximum}`;
  return preset === undefined || preset === null || Array.isArray(preset) ? bounds : `${bounds}, ${String(preset)} by default`;
}

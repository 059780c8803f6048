import Ajv from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import { facts } from './facts.mjs';
import { lineWith } from './lines.mjs';

const validators = new Map();

/**
 * A check against a JSON schema: reports the line and the reason of each thing that is wrong. The line is that of the last name of the
 * path that the text has.
 */
export function validator(schemaFile) {
  if (!validators.has(schemaFile)) {
    const schema = facts(schemaFile);
    const Validator = schema.$schema?.includes('2019-09') ? Ajv2019.default ?? Ajv2019 : Ajv.default ?? Ajv;
    const ajv = new Validator({ strict: false, allErrors: true, logger: false });
    elsewhere(schema).forEach((reference) => ajv.addSchema({}, reference));
    validators.set(schemaFile, ajv.compile(schema));
  }
  const validate = validators.get(schemaFile);
  return (value, text, report) => {
    if (!validate(value)) {
      for (const error of validate.errors.filter(({ keyword }) => !['if', 'oneOf', 'anyOf', 'allOf'].includes(keyword))) {
        const { additionalProperty, allowedValues } = error.params;
        const path = error.instancePath.split('/').filter(Boolean);
        const about = additionalProperty ?? path.at(-1);
        const which = additionalProperty ? `: '${additionalProperty}'` : allowedValues ? `: ${allowedValues.join(', ')}` : '';
        const reason = `${path.join('.') || 'the file'} ${error.message}${which}`;
        report(about ? Math.max(lineWith(text, `"${about}"`), lineWith(text, `${about}:`)) : 1, reason);
      }
    }
  };
}

/** The schemas in other files that a schema refers to. They are not here, so what they would check is not checked. */
function elsewhere(schema) {
  return new Set([...JSON.stringify(schema).matchAll(/"\$ref":"(https?:[^"#]+)"/g)].map((match) => match[1]));
}

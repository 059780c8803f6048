import { evaluate } from '../bicep/evaluate.mjs';
import { lineOf, pattern, property } from '../bicep/syntax.mjs';

const path = 'infra/events.bicep';

/** Event Grid has to call the functions that there are, about the containers that they are for, where the blob trigger listens. */
export function eventGrid({ infrastructure, code }, report) {
  const file = infrastructure.files.get(path);
  if (!file) {
    report('infra/main.bicep', 1, `${path} is missing: nobody tells the app of new blobs`);
    return;
  }
  const list = file.variables.get('triggers');
  const entries = list.value.namedChildren.filter((item) => item.type === 'object');
  const scope = { file, params: new Map() };
  const triggers = code.functions.filter(({ container }) => container);

  for (const entry of entries) {
    const { function: name, container } = evaluate(entry, scope);
    const trigger = triggers.find((declared) => declared.name === name);
    if (!trigger) {
      report(path, lineOf(entry), `no function with a blob trigger is called '${name}'`);
    } else if (trigger.container !== container) {
      report(path, lineOf(entry), `${name} is for the container '${trigger.container}', not '${container}'`);
    }
  }
  for (const trigger of triggers) {
    if (!entries.some((entry) => evaluate(entry, scope).function === trigger.name)) {
      report(trigger.path, trigger.line, `Event Grid does not call ${trigger.name}: add it to triggers in ${path}`);
    }
  }

  for (const { body, node, type } of file.resources.values()) {
    if (type === 'Microsoft.EventGrid/systemTopics/eventSubscriptions') {
      subscription(property(body, 'properties'), node, report);
    }
  }
}

function subscription(properties, node, report) {
  const url = property(properties, 'destination', 'properties', 'endpointUrl');
  const text = url && pattern(url);
  if (!text?.startsWith('https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${trigger.function}&code=')) {
    report(path, lineOf(url ?? node), 'the blob trigger listens at https://HOST/runtime/webhooks/blobs?functionName=Host.Functions.NAME&code=KEY');
  } else if (!text.endsWith(".systemKeys.blobs_extension}")) {
    report(path, lineOf(url), "the key is the host's systemKeys.blobs_extension");
  }
  const filter = property(properties, 'filter', 'subjectBeginsWith');
  if (!filter || pattern(filter) !== '/blobServices/default/containers/${trigger.container}/') {
    report(path, lineOf(filter ?? node), "the filter has to be '/blobServices/default/containers/NAME/', with the slash at its end");
  }
  if (!property(properties, 'retryPolicy')) {
    report(path, lineOf(node), 'without retryPolicy an event that comes to a cold app may be lost');
  }
  if (property(properties, 'deadLetterDestination')) {
    report(path, lineOf(property(properties, 'deadLetterDestination')), 'dead letters need deadLetterWithResourceIdentity: the account has no keys');
  } else if (!property(properties, 'deadLetterWithResourceIdentity')) {
    report(path, lineOf(node), 'without deadLetterWithResourceIdentity events that cannot be delivered are lost');
  }
}

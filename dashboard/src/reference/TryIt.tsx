import { useEffect, useRef, useState } from 'preact/hooks';
import { CopyButton } from '../ui/CopyButton';
import type { Operation, Parameter } from './document';
import { curlOf, type Filled, type Reply, send } from './request';

/** Sends the operation to this host, and shows what it answers. */
export function TryIt({ operation }: { operation: Operation }) {
  const { operationId, parameters = [], requestBody } = operation;
  const types = Object.keys(requestBody?.content ?? {}).filter(type => type !== 'multipart/form-data');
  const [type, setType] = useState(types[0]);
  const example = type ? requestBody?.content[type]?.example : undefined;
  const isText = type !== undefined && (example !== undefined || /json|csv|text/.test(type));
  const [filled, setFilled] = useState<Filled>({ parameters: {} });
  const [reply, setReply] = useState<Reply>();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const abort = useRef<AbortController>();

  useEffect(() => () => abort.current?.abort(), []);
  useEffect(() => () => {
    if (reply?.picture) {
      URL.revokeObjectURL(reply.picture);
    }
  }, [reply]);

  const read = (form: HTMLFormElement): Filled => {
    const fields = new FormData(form);
    const body = fields.get('body');
    return {
      parameters: Object.fromEntries(parameters.map(({ name }) => [name, String(fields.get(`parameter ${name}`) ?? '')])),
      // Any image will do: which it is, the file says.
      contentType: body instanceof File ? body.type || 'application/octet-stream' : type,
      body: body === null || body === '' ? undefined : body,
    };
  };

  const run = async (form: HTMLFormElement) => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    setIsBusy(true);
    setFailure(undefined);
    try {
      setReply(await send(operation, read(form), mine.signal));
    } catch (error) {
      if (!mine.signal.aborted) {
        setReply(undefined);
        setFailure((error as Error).message);
      }
    }
    setIsBusy(false);
  };

  return (
    <section>
      <h3>Try it</h3>
      <form
        class="stack" aria-label={`Try ${operationId}`}
        onInput={event => setFilled(read(event.currentTarget))}
        onSubmit={event => { event.preventDefault(); void run(event.currentTarget); }}
      >
        {parameters.length > 0 && <div class="fields even">{parameters.map(parameter => <ParameterField key={parameter.name} parameter={parameter} />)}</div>}
        {types.length > 1 && (
          <label>Type of the body
            <select value={type} onChange={event => setType(event.currentTarget.value)}>{types.map(option => <option key={option}>{option}</option>)}</select>
          </label>
        )}
        {type && (isText
          ? <label>Body<textarea key={type} name="body" rows={8} spellcheck={false}>{example === undefined ? '' : JSON.stringify(example, null, 2)}</textarea></label>
          : <label>Body<input key={type} name="body" type="file" /></label>)}
        <p class="line">
          <button class="primary" disabled={isBusy}>{isBusy ? 'Sending…' : 'Send'}</button>
          <CopyButton text={curlOf(operation, filled, location.origin)} what="Command for curl" />
          {operation.method !== 'GET' && <span class="hint">This changes what is on this host.</span>}
        </p>
      </form>
      <div aria-live="polite">
        {failure && <p class="problem">{failure}</p>}
        {reply && <ReplyView reply={reply} />}
      </div>
    </section>
  );
}

function ParameterField({ parameter: { name, schema, required, in: place } }: { parameter: Parameter }) {
  const field = `parameter ${name}`;
  const isRequired = required ?? place === 'path';
  return (
    <label>
      {name}
      {schema.enum
        ? <select name={field}><option value="">Any</option>{schema.enum.map(value => value !== null && <option key={value}>{value}</option>)}</select>
        : <input name={field} type={schema.type === 'integer' ? 'number' : 'text'} min={schema.minimum} required={isRequired} autocomplete="off" spellcheck={false} />}
    </label>
  );
}

function ReplyView({ reply }: { reply: Reply }) {
  return (
    <div class="content">
      <p class="line"><b class={reply.status < 400 ? 'good' : 'bad'}>{reply.status}</b> <span class="soft">{Math.round(reply.milliseconds)} ms</span></p>
      <dl class="facts">{reply.headers.map(([name, value]) => <><dt>{name}</dt><dd>{value}</dd></>)}</dl>
      {reply.picture ? <img src={reply.picture} alt="What the host answered" /> : reply.text && <pre tabIndex={0} aria-label="What the host answered">{reply.text}</pre>}
    </div>
  );
}

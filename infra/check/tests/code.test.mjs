import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { Code } from '../src/csharp/code.mjs';
import { Repository } from '../src/repository.mjs';

const sources = {
  'FunctionApp.Core/Gateway/GatewayOptions.cs': `
    public sealed record GatewayOptions
    {
        public const string Section = "Gateway";
        [Required]
        public required string Audience { get; init; }
        public IReadOnlyList<ApiKey> ApiKeys { get; init; } = [];
        public IDictionary<string, Limits> PerClient { get; init; } = new Dictionary<string, Limits>();
        public Limits? Default { get; init; }
        public Role[] Roles { get; init; } = [];
        public bool Any => ApiKeys.Count > 0;
    }`,
  'FunctionApp.Core/Gateway/ApiKey.cs': 'public sealed record ApiKey(string Client, string Hash, Role Role = Role.Reader);',
  'FunctionApp.Core/Gateway/Limits.cs': 'public sealed record Limits { public int Burst { get; set; } = 3; public int Frozen { get; } = 1; }',
  'FunctionApp.Core/Gateway/Role.cs': 'public enum Role { Reader, Writer }',
  'FunctionApp.Core/Gateway/Registration.cs': 'static class Registration { void Add() => services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section); }',
  'FunctionApp/Hosting/Connections.cs': 'static class Connections { public const string Media = "Media"; public const string Id = $"{Connections.Media}:clientId"; }',
  'FunctionApp/Hosting/Credentials.cs': 'static class Credentials { string Of(IConfiguration configuration) => configuration[Connections.Id]; }',
  'FunctionApp/Functions/EventFunctions.cs': `
    public sealed class EventFunctions
    {
        [Function(nameof(OnEvents))]
        public Task OnEvents([BlobTrigger(Containers.Events + "/{stream}/{name}", Source = BlobTriggerSource.EventGrid, Connection = Connections.Media)] BlobClient blob) => null;

        [Function("Tidy")]
        public Task Tidy([TimerTrigger("%Tidy:Schedule%")] TimerInfo timer) => null;
    }`,
  'FunctionApp.Core/Containers.cs': 'static class Containers { public const string Events = "events"; }',
  'FunctionApp.Core/Store.cs': 'sealed class Store { public const string Container = "store"; }',
};

const folder = mkdtempSync(path.join(tmpdir(), 'code-'));
test.after(() => rmSync(folder, { recursive: true }));
for (const [file, text] of Object.entries(sources)) {
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
const code = new Code(new Repository(folder));

const settings = {
  'Gateway:Audience': true,
  'gateway:audience': true,
  'Gateway:ApiKeys:0:Hash': true,
  'Gateway:ApiKeys:Hash': false,
  'Gateway:ApiKeys': false,
  'Gateway:PerClient:anybody:Burst': true,
  'Gateway:PerClient:Burst': false,
  'Gateway:Default:Burst': true,
  'Gateway:Default:Frozen': false,
  'Gateway:Default': false,
  'Gateway:Roles:0': true,
  'Gateway:Any': false,
  'Gateway:Audience:More': false,
  'Other:Audience': false,
};

for (const [setting, expected] of Object.entries(settings)) {
  test(`${setting} is ${expected ? '' : 'not '}a setting`, () => assert.equal(code.options.has(setting.split(':')), expected));
}

test('What has no default is required', () => {
  const [{ type }] = code.options.sections;
  assert.deepEqual(code.options.of(type).filter(({ required }) => required).map(({ name }) => name), ['Audience']);
});

test('What cannot be set is found below a section', () => {
  const found = [...code.options.reachable()].filter(({ settable, computed }) => !settable && !computed);
  assert.deepEqual(found.map(({ owner, name }) => `${owner}.${name}`), ['Limits.Frozen']);
});

test('Functions have their names, containers and connections', () => {
  assert.deepEqual(code.functions.map(({ name, container, connection }) => ({ name, container, connection })), [
    { name: 'OnEvents', container: 'events', connection: 'Media' },
    { name: 'Tidy', container: undefined, connection: undefined },
  ]);
});

test('Containers are those of the Containers classes, and every constant of that name', () => {
  assert.deepEqual(code.containers.map(({ container }) => container), ['events', 'store']);
});

test('Settings are read by constants and by triggers', () => {
  assert.deepEqual(code.readSettings, ['Media__clientId']);
  assert.deepEqual(code.triggerSettings.map(({ name }) => name), ['Tidy__Schedule']);
});

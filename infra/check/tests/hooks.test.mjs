import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const hook = fileURLToPath(new URL('../../hooks/postdeploy.sh', import.meta.url));
const outputs = {
  AZURE_SUBSCRIPTION_ID: 'subscription',
  AZURE_RESOURCE_GROUP: 'rg-test',
  FUNCTION_APP_NAME: 'func-test',
  FUNCTION_APP_URL: 'https://func-test.example',
  EVENT_TOPIC_NAME: 'evgt-test',
  MEDIA_STORAGE_NAME: 'stmediatest',
  DEAD_LETTER_CONTAINER: 'deadletters',
};

/** Runs the hook with stand-ins for what it calls. The app answers, and has its key, from a given try on. */
function run(readyAtTry) {
  const folder = mkdtempSync(path.join(tmpdir(), 'hook-'));
  const command = (name, script) => {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  };
  command('sleep', `echo "sleep $1" >> ${folder}/log`);
  command('curl', 'exit 0');
  command('az', `echo "az $*" >> ${folder}/log
    if [ "$1" = functionapp ]; then
      echo x >> ${folder}/tries
      [ "$(wc -l < ${folder}/tries)" -ge ${readyAtTry} ] && echo true || echo false
    fi`);
  try {
    const { status, stderr } = spawnSync('sh', [hook], { env: { ...process.env, ...outputs, PATH: `${folder}:${process.env.PATH}` }, encoding: 'utf8' });
    return { status, stderr, log: readFileSync(path.join(folder, 'log'), 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const posix = { skip: process.platform === 'win32' };

test('The hook waits for the app, then hands its names to events.bicep', posix, () => {
  const { status, log } = run(3);

  assert.equal(status, 0);
  assert.equal(log.match(/^sleep 10$/gm).length, 2);
  const deployment = log.split('\n').find((line) => line.startsWith('az deployment group create'));
  for (const part of ['--resource-group rg-test', 'functionAppName=func-test', 'topicName=evgt-test', 'storageName=stmediatest', 'deadLetterContainer=deadletters']) {
    assert.ok(deployment.includes(part), deployment);
  }
  assert.match(deployment, /--template-file \S+\/infra\/events\.bicep/);
});

test('The hook gives up on an app that does not start, and says how to go on', posix, () => {
  const { status, stderr, log } = run(1000);

  assert.equal(status, 1);
  assert.match(stderr, /azd hooks run postdeploy/);
  assert.ok(!log.includes('az deployment'));
});

test('The hook never asks for the key itself', posix, () => {
  assert.match(run(1).log, /contains\(keys\(systemKeys\), 'blobs_extension'\)/);
});

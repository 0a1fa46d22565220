/**
 * A client as one writes it for TensorFlow Serving's REST interface; nothing is added but the key.
 * `TRAINYARD_API_KEY=… node examples/tensorflow-serving-client.ts http://127.0.0.1:8080 moons '[[0, 1], [1, -0.5]]'`
 */
const [url, model, instances] = process.argv.slice(2);
const headers = { 'authorization': `Bearer ${process.env.TRAINYARD_API_KEY}`, 'content-type': 'application/json' };

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${url}/v1/models/${model}${path}`, { ...init, headers });
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(`${response.status}: ${body.error}`);
  return body;
}

const { model_version_status: [newest] } = await ask<{ model_version_status: { version: string; state: string }[] }>('');
process.stdout.write(`${model} version ${newest.version} is ${newest.state}\n`);

const { predictions } = await ask<{ predictions: number[][] }>(':predict', { method: 'POST', body: JSON.stringify({ signature_name: 'serving_default', instances: JSON.parse(instances) }) });
for (const row of predictions) process.stdout.write(`class ${row.indexOf(Math.max(...row))}: ${row.map((value) => value.toFixed(3)).join(' ')}\n`);

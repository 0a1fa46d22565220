/**
 * A client of the Open Inference Protocol, version 2, as KServe and Triton speak it, with the binary tensor extension; nothing is added but the key.
 * `TRAINYARD_API_KEY=… node examples/open-inference-client.ts http://127.0.0.1:8080 moons '[[0, 1], [1, -0.5]]'`
 */
const [url, model, given] = process.argv.slice(2);
const samples = JSON.parse(given) as number[][];
const authorization = `Bearer ${process.env.TRAINYARD_API_KEY}`;
const address = `${url}/v2/models/${model}`;

const { ready } = (await (await fetch(`${address}/ready`, { headers: { authorization } })).json()) as { ready: boolean };
process.stdout.write(`${model} is ${ready ? 'ready' : 'not ready'}\n`);

// JSON that describes the tensor, and behind it the tensor: little-endian float32, row by row
const values = Float32Array.from(samples.flat());
const head = Buffer.from(JSON.stringify({
  inputs: [{ name: 'input', shape: [samples.length, samples[0].length], datatype: 'FP32', parameters: { binary_data_size: values.byteLength } }],
  outputs: [{ name: 'output', parameters: { binary_data: true } }],
}));
const response = await fetch(`${address}/infer`, {
  method: 'POST',
  headers: { authorization, 'content-type': 'application/octet-stream', 'inference-header-content-length': String(head.length) },
  body: Buffer.concat([head, Buffer.from(values.buffer)]),
});
const answer = Buffer.from(await response.arrayBuffer());
if (!response.ok) throw new Error(`${response.status}: ${answer.toString()}`);

const length = Number(response.headers.get('inference-header-content-length'));
const { outputs: [{ shape: [rows, columns] }] } = JSON.parse(answer.toString('utf8', 0, length)) as { outputs: { shape: number[] }[] };
for (let row = 0; row < rows; row++) {
  const numbers = Array.from({ length: columns }, (_, column) => answer.readFloatLE(length + 4 * (row * columns + column)));
  process.stdout.write(`class ${numbers.indexOf(Math.max(...numbers))}: ${numbers.map((value) => value.toFixed(3)).join(' ')}\n`);
}

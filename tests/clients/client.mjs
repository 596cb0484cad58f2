// Asks an https endpoint by fetch, in Node.js, Deno or Bun, and prints its reply.
// Usage: node client.mjs https://host/path
import process from "node:process";

const reply = await fetch(process.argv[2]);
console.log(await reply.text());

// Asks an https endpoint with this Node.js's defaults and prints its reply.
// Usage: node probe.cjs https://host/path
var https = require("https");
var url = require("url");

https
  .get(url.parse(process.argv[2]), function (reply) {
    reply.pipe(process.stdout);
  })
  .on("error", function (error) {
    console.error(String(error));
    process.exit(1);
  });

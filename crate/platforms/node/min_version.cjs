// Node.js 11.4 and later: every https request of the process asks for TLS 1.2 or later.
// Usage: node min_version.cjs https://host/path
// tls-ready: begin
const https = require("https");
delete https.globalAgent.options.secureProtocol; // a pin would win; remove it from the requests too
https.globalAgent.options.minVersion = "TLSv1.2";
// tls-ready: end
https
  .get(process.argv[2], (reply) => reply.pipe(process.stdout))
  .on("error", (error) => {
    console.error(String(error));
    process.exit(1);
  });

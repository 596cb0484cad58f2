// Asks an https endpoint with this Node.js's defaults and prints its reply.
// Usage: node client.js https://host/path [ca.pem]   (Node.js 0.8 and later)
var https = require("https");
var ca = process.argv[3] && require("fs").readFileSync(process.argv[3]);

function print(reply) {
  reply.pipe(process.stdout);
}

if (parseInt(process.versions.node, 10) < 12) {
  var options = require("url").parse(process.argv[2]);
  if (ca) options.ca = ca;
  https.get(options, print);
} else {
  https.get(process.argv[2], { ca: ca }, print);
}

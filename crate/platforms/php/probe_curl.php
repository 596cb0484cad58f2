<?php
// Asks an https endpoint with the defaults of this PHP's cURL extension and prints its reply.
// Usage: php probe_curl.php https://host/path
$curl = curl_init($argv[1]);
curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
$reply = curl_exec($curl);
if ($reply === false) {
    fwrite(STDERR, 'cURL error ' . curl_errno($curl) . ': ' . curl_error($curl) . "\n");
    exit(1);
}
echo $reply, "\n";

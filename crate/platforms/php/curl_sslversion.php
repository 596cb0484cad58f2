<?php
// The cURL extension: one request that asks for TLS 1.2 or later.
// Usage: php curl_sslversion.php https://host/path
$url = $argv[1];
// tls-ready: begin
$curl = curl_init($url);
curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
curl_setopt($curl, CURLOPT_SSLVERSION, 6); // CURL_SSLVERSION_TLSv1_2, a name since PHP 5.5.19
$reply = curl_exec($curl);
// tls-ready: end
if ($reply === false) {
    fwrite(STDERR, 'cURL error ' . curl_errno($curl) . ': ' . curl_error($curl) . "\n");
    exit(1);
}
echo $reply, "\n";

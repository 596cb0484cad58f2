<?php
// PHP 5.6 and later: one stream request that offers TLS 1.2 and, where PHP has it, TLS 1.3.
// Usage: php crypto_method.php https://host/path
$url = $argv[1];
// tls-ready: begin
$method = STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT;
if (defined('STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT')) {
    $method |= STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT; // PHP 7.4 and later
}
$context = stream_context_create(array('ssl' => array('crypto_method' => $method)));
$reply = file_get_contents($url, false, $context);
// tls-ready: end
if ($reply === false) {
    exit(1);
}
echo $reply, "\n";

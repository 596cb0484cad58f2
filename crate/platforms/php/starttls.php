<?php
// PHP 5.6 and later: TLS 1.2 and later on a socket that is already open (STARTTLS, tls://).
// Usage: php starttls.php https://host/path
$url = parse_url($argv[1]);
$port = isset($url['port']) ? $url['port'] : 443;
$context = stream_context_create(array('ssl' => array('peer_name' => $url['host'])));
$socket = stream_socket_client(
    'tcp://' . $url['host'] . ':' . $port, $number, $message, 15, STREAM_CLIENT_CONNECT, $context
);
if ($socket === false) {
    fwrite(STDERR, "$message\n");
    exit(1);
}
// tls-ready: begin
$method = STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT;
if (defined('STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT')) {
    $method |= STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT; // PHP 7.4 and later
}
$secured = stream_socket_enable_crypto($socket, true, $method);
// tls-ready: end
if ($secured !== true) {
    exit(1);
}
$path = isset($url['path']) ? $url['path'] : '/';
fwrite($socket, "GET $path HTTP/1.0\r\nHost: {$url['host']}\r\n\r\n");
echo stream_get_contents($socket), "\n";

<?php
// Asks an https endpoint by PHP's curl extension and prints its reply.
$handle = curl_init($argv[1]);
curl_setopt($handle, CURLOPT_RETURNTRANSFER, true);
curl_setopt($handle, CURLOPT_FAILONERROR, true);
$reply = curl_exec($handle);
if ($reply === false) {
    throw new Exception(curl_error($handle), curl_errno($handle));
}
echo $reply, "\n";

<?php
// Asks an https endpoint with this PHP's stream defaults and prints its reply.
// Usage: php probe.php https://host/path
$reply = file_get_contents($argv[1]);
if ($reply === false) {
    exit(1);
}
echo $reply, "\n";

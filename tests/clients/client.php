<?php
// Asks an https endpoint by PHP's streams and prints its reply.
$reply = file_get_contents($argv[1]);
echo $reply, "\n";
exit($reply === false ? 1 : 0);

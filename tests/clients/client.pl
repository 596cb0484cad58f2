# Asks an https endpoint by LWP and prints its reply.
use strict;
use warnings;
use LWP::UserAgent;

my $reply = LWP::UserAgent->new->get($ARGV[0]);
die $reply->status_line, "\n", $reply->decoded_content unless $reply->is_success;
print $reply->decoded_content, "\n";

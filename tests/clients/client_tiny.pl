# Asks an https endpoint by HTTP::Tiny and prints its reply.
use strict;
use warnings;
use HTTP::Tiny;

my $reply = HTTP::Tiny->new(verify_SSL => 1)->get($ARGV[0]);
die "$reply->{status} $reply->{reason}\n$reply->{content}" unless $reply->{success};
print "$reply->{content}\n";

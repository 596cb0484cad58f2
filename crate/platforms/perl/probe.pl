# Asks an https endpoint with this Perl's defaults and prints its reply.
# Usage: perl probe.pl https://host/path   (HTTP::Tiny is part of Perl 5.14 and later)
use strict;
use warnings;
use HTTP::Tiny;

my $reply = HTTP::Tiny->new( timeout => 15, verify_SSL => 1 )->get( $ARGV[0] );
die $reply->{content} if $reply->{status} == 599;
print $reply->{content}, "\n";

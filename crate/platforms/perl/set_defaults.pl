# IO::Socket::SSL 2.x: every connection of the process without the old versions.
# Usage: perl set_defaults.pl https://host/path
use strict;
use warnings;

# tls-ready: begin
use IO::Socket::SSL;
IO::Socket::SSL::set_defaults( SSL_version => 'SSLv23:!SSLv2:!SSLv3:!TLSv1:!TLSv1_1' );

# tls-ready: end
use HTTP::Tiny;
my $reply = HTTP::Tiny->new( timeout => 15, verify_SSL => 1 )->get( $ARGV[0] );
die $reply->{content} if $reply->{status} == 599;
print $reply->{content}, "\n";

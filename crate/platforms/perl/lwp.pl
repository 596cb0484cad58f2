# LWP 6 and later: one client without the old versions.
# Usage: perl lwp.pl https://host/path
use strict;
use warnings;

my $url = $ARGV[0];

# tls-ready: begin
use LWP::UserAgent;
my $agent = LWP::UserAgent->new(
    ssl_opts => { SSL_version => 'SSLv23:!SSLv2:!SSLv3:!TLSv1:!TLSv1_1' }
);
my $reply = $agent->get($url);

# tls-ready: end
die $reply->status_line, "\n" unless $reply->is_success;
print $reply->content, "\n";

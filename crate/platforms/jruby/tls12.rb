# JRuby 1.7.20 to 1.7.22 and 9.0.0.0: one connection that offers TLS 1.2.
# Usage: jruby tls12.rb https://host/path
require "net/http"
require "uri"

uri = URI.parse(ARGV[0])
# tls-ready: begin
http = Net::HTTP.new(uri.host, uri.port)
http.use_ssl = true
http.ssl_version = :TLSv1_2
# tls-ready: end
puts http.get(uri.request_uri).body

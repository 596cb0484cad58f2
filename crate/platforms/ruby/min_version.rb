# Ruby 2.5 and later: one client that asks for TLS 1.2 or later.
# Usage: ruby min_version.rb https://host/path
require "net/http"
require "uri"

url = URI(ARGV.fetch(0))
# tls-ready: begin
http = Net::HTTP.new(url.host, url.port)
http.use_ssl = true
http.min_version = OpenSSL::SSL::TLS1_2_VERSION
# tls-ready: end
puts http.start { |connection| connection.get(url.request_uri).body }

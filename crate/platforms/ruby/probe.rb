# Asks an https endpoint with this Ruby's defaults and prints its reply.
# Usage: ruby probe.rb https://host/path
require "net/https"
require "uri"

url = URI.parse(ARGV.fetch(0))
http = Net::HTTP.new(url.host, url.port)
http.use_ssl = true
http.verify_mode = OpenSSL::SSL::VERIFY_PEER
http.open_timeout = 15
http.read_timeout = 15
puts http.start { |connection| connection.get(url.request_uri).body }

# Asks an https endpoint with this JRuby's defaults and prints its reply.
# Usage: jruby probe.rb https://host/path
require "net/http"
require "uri"

uri = URI.parse(ARGV[0])
http = Net::HTTP.new(uri.host, uri.port)
http.use_ssl = true
puts http.get(uri.request_uri).body

# Ruby 2.0 to 2.4: TLS 1.2 for every connection of the process.
# Usage: ruby default_params.rb https://host/path
# tls-ready: begin
require "net/https"
OpenSSL::SSL::SSLContext::DEFAULT_PARAMS[:ssl_version] = :TLSv1_2
# tls-ready: end
require "uri"

url = URI.parse(ARGV.fetch(0))
http = Net::HTTP.new(url.host, url.port)
http.use_ssl = true
puts http.start { |connection| connection.get(url.request_uri).body }

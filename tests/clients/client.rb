# Asks an https endpoint with this Ruby's defaults and prints its reply.
require "net/http"

reply = Net::HTTP.get_response(URI(ARGV[0]))
reply.value
puts reply.body

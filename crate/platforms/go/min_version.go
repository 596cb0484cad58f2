// Go 1.2 and later: one client that asks for TLS 1.2 or later.
// Usage: go run min_version.go https://host/path
package main

// tls-ready: begin
import (
	"crypto/tls"
	"net/http"
)

// tls-ready: end

import (
	"fmt"
	"io"
	"os"
)

func main() {
	url := os.Args[1]
	// tls-ready: begin
	client := &http.Client{Transport: &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		// No MaxVersion: it would shut TLS 1.3 out.
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12},
	}}
	reply, err := client.Get(url)
	// tls-ready: end
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer reply.Body.Close()
	io.Copy(os.Stdout, reply.Body)
	fmt.Println()
}

// Asks an https endpoint with this Go's defaults and prints its reply.
// Usage: go run probe.go https://host/path
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
)

func main() {
	reply, err := http.Get(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer reply.Body.Close()
	io.Copy(os.Stdout, reply.Body)
	fmt.Println()
}

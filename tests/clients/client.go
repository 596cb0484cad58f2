// Asks an https endpoint with this Go's defaults and prints its reply.
// Usage: client https://host/path
package main

import (
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	reply, err := http.Get(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	io.Copy(os.Stdout, reply.Body)
}

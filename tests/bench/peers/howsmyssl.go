// Fills the template of howsmyssl with what it says to a current browser.
package main

import (
	"html/template"
	"io"
	"log"
	"os"
	"strings"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	functions := template.FuncMap{
		"sentence":   func(reasons []string) string { return strings.Join(reasons, " and ") },
		"ratingSpan": func(string) string { return "okay" },
	}
	page, err := template.New("index").Funcs(functions).Parse(string(text))
	if err != nil {
		log.Fatal(err)
	}
	err = page.Execute(os.Stdout, map[string]any{
		"Rating": "Probably Okay", "TLSVersion": "TLS 1.3", "PostQuantumKeyAgreement": true,
		"InsecureCipherSuites": map[string][]string{}, "EphemeralKeysSupported": true, "SessionTicketsSupported": true,
		"GivenCipherSuites": []string{
			"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
			"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
			"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
			"TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
			"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
			"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384",
			"TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_256_CBC_SHA",
		},
		"GivenNamedGroups":         []string{"X25519MLKEM768", "x25519", "secp256r1", "secp384r1"},
		"GivenSignatureAlgorithms": []string{"ecdsa_secp256r1_sha256", "rsa_pss_rsae_sha256", "rsa_pkcs1_sha256"},
	})
	if err != nil {
		log.Fatal(err)
	}
}

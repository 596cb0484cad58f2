/* Asks an https endpoint as a program on BoringSSL does whose copy has a
 * maximum of TLS 1.2 by default. Usage: client host port path ca.pem */
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

int main(int count, char **words)
{
    struct addrinfo *address = NULL, like = { .ai_family = AF_INET, .ai_socktype = SOCK_STREAM };
    char text[4096];
    int length;
    if (count != 5 || getaddrinfo(words[1], words[2], &like, &address))
        return 2;
    int port = socket(address->ai_family, address->ai_socktype, 0);
    if (connect(port, address->ai_addr, address->ai_addrlen))
        return 2;

    SSL_CTX *ctx = SSL_CTX_new(TLS_method());
    SSL_CTX_load_verify_locations(ctx, words[4], NULL);
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_max_proto_version(ctx, TLS1_2_VERSION);
#ifdef FIX
#include "fix.inc"
#endif
    SSL *ssl = SSL_new(ctx);
    SSL_set_tlsext_host_name(ssl, words[1]);
    X509_VERIFY_PARAM_set1_host(SSL_get0_param(ssl), words[1], strlen(words[1]));
    SSL_set_fd(ssl, port);
    if (SSL_connect(ssl) != 1) {
        ERR_print_errors_fp(stderr);
        return 1;
    }
    length = snprintf(text, sizeof text, "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n", words[3], words[1]);
    SSL_write(ssl, text, length);
    while ((length = SSL_read(ssl, text, sizeof text)) > 0)
        fwrite(text, 1, length, stdout);
    return 0;
}

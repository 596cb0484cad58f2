/* Asks an https endpoint as a program on CyaSSL does that names an older
 * version. Usage: client host port path ca.pem */
#include <netdb.h>
#include <stdio.h>
#include <unistd.h>
#include <cyassl/options.h>
#include <cyassl/ssl.h>

int main(int count, char **words)
{
    struct addrinfo *address = NULL, like = { .ai_family = AF_INET, .ai_socktype = SOCK_STREAM };
    char text[4096];
    int length, error;
    if (count != 5 || getaddrinfo(words[1], words[2], &like, &address))
        return 2;
    int port = socket(address->ai_family, address->ai_socktype, 0);
    if (connect(port, address->ai_addr, address->ai_addrlen))
        return 2;

    CyaSSL_Init();
#ifdef FIX
#include "fix.inc"
#else
    CYASSL_CTX *ctx = CyaSSL_CTX_new(CyaTLSv1_1_client_method());
#endif
    CyaSSL_CTX_load_verify_locations(ctx, words[4], NULL);
    CYASSL *ssl = CyaSSL_new(ctx);
    CyaSSL_check_domain_name(ssl, words[1]);
    CyaSSL_set_fd(ssl, port);
    if (CyaSSL_connect(ssl) != SSL_SUCCESS) {
        error = CyaSSL_get_error(ssl, 0);
        fprintf(stderr, "CyaSSL_connect failed: %d: %s\n", error, CyaSSL_ERR_error_string(error, text));
        return 1;
    }
    length = snprintf(text, sizeof text, "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n", words[3], words[1]);
    CyaSSL_write(ssl, text, length);
    while ((length = CyaSSL_read(ssl, text, sizeof text)) > 0)
        fwrite(text, 1, length, stdout);
    return 0;
}

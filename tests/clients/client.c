/* Asks an https endpoint with the defaults of the OpenSSL it is linked to, and
 * prints the reply's body. Usage: client https://host:port/path [ca.pem] */
#include <stdio.h>
#include <string.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

static int failed(const char *what)
{
    fprintf(stderr, "%s failed\n", what);
    ERR_print_errors_fp(stderr);
    return 1;
}

int main(int count, char **words)
{
    char host[256], path[256], request[640], reply[4096];
    int port, length;
    char *body;

    if (count == 2 && !strcmp(words[1], "--version")) {
        puts(OpenSSL_version(OPENSSL_VERSION));
        return 0;
    }
    if (count < 2 || sscanf(words[1], "https://%200[^:]:%d%200s", host, &port, path) != 3)
        return failed("reading the address");
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    if (count > 2 && !SSL_CTX_load_verify_locations(context, words[2], NULL))
        return failed("SSL_CTX_load_verify_locations");
    BIO *connection = BIO_new_ssl_connect(context);
    SSL *ssl;
    BIO_get_ssl(connection, &ssl);
    SSL_set_tlsext_host_name(ssl, host);
    SSL_set1_host(ssl, host);
    BIO_set_conn_hostname(connection, host);
    snprintf(request, sizeof request, "%d", port);
    BIO_set_conn_port(connection, request);
    if (BIO_do_connect(connection) <= 0)
        return failed("BIO_do_connect");
    if (BIO_do_handshake(connection) <= 0)
        return failed("BIO_do_handshake");
    length = snprintf(request, sizeof request, "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n", path, host);
    BIO_write(connection, request, length);
    length = 0;
    for (int more; (more = BIO_read(connection, reply + length, (int)sizeof reply - 1 - length)) > 0;)
        length += more;
    reply[length] = 0;
    body = strstr(reply, "\r\n\r\n");
    puts(body ? body + 4 : reply);
    return 0;
}

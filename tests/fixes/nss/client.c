/* Asks an https endpoint as a program on NSS does, after the range of versions
 * was set to what OLD says. Usage: client host port path database */
#include <stdio.h>
#include <string.h>
#include <nspr.h>
#include <nss.h>
#include <ssl.h>
#include <sslproto.h>

static int failed(const char *what)
{
    fprintf(stderr, "%s: %s: %s\n", what, PR_ErrorToName(PR_GetError()),
            PR_ErrorToString(PR_GetError(), PR_LANGUAGE_I_DEFAULT));
    return 1;
}

int main(int count, char **words)
{
    char text[4096];
    int length, port;
    PRNetAddr address;
    if (count != 5 || sscanf(words[2], "%d", &port) != 1 || NSS_Init(words[4]) != SECSuccess)
        return 2;
    SSLVersionRange old = OLD;
    SSL_VersionRangeSetDefault(ssl_variant_stream, &old);
#ifdef FIX
#include "fix.inc"
#endif
    PR_SetNetAddr(PR_IpAddrLoopback, PR_AF_INET, port, &address);
    PRFileDesc *plain = PR_OpenTCPSocket(PR_AF_INET);
    if (PR_Connect(plain, &address, PR_SecondsToInterval(15)) != PR_SUCCESS)
        return failed("PR_Connect");
    PRFileDesc *secure = SSL_ImportFD(NULL, plain);
    SSL_OptionSet(secure, SSL_SECURITY, PR_TRUE);
    SSL_OptionSet(secure, SSL_HANDSHAKE_AS_CLIENT, PR_TRUE);
    SSL_ResetHandshake(secure, PR_FALSE);
    SSL_SetURL(secure, words[1]);
    if (SSL_ForceHandshake(secure) != SECSuccess)
        return failed("SSL_ForceHandshake");
    length = snprintf(text, sizeof text, "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n", words[3], words[1]);
    PR_Write(secure, text, length);
    while ((length = PR_Read(secure, text, sizeof text)) > 0)
        fwrite(text, 1, length, stdout);
    return 0;
}

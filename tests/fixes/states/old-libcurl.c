/* A libcurl whose default is $OLD_DEFAULT, a value of CURLOPT_SSLVERSION, for
 * LD_PRELOAD: what a program asks for by itself stays as it is.
 *   262148   TLS 1.0 and nothing later (libcurl on NSS, and before 7.34)
 *   393216   up to TLS 1.2             (libcurl 7.52 to 7.60 on OpenSSL 1.1.1) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdarg.h>
#include <stdlib.h>

enum { SSLVERSION = 32, CIPHER_LIST = 10083 };

typedef int set_option(void *, int, ...);

static set_option *real(void)
{
    return (set_option *)dlsym(RTLD_NEXT, "curl_easy_setopt");
}

static int be_old(void *curl)
{
    /* Level 0, because OpenSSL 3 would not even offer TLS 1.0; GnuTLS refuses the option. */
    real()(curl, CIPHER_LIST, "ALL:@SECLEVEL=0");
    return real()(curl, SSLVERSION, atol(getenv("OLD_DEFAULT")));
}

void *curl_easy_init(void)
{
    void *(*init)(void) = (void *(*)(void))dlsym(RTLD_NEXT, "curl_easy_init");
    void *curl = init();
    if (curl)
        be_old(curl);
    return curl;
}

int curl_easy_setopt(void *curl, int option, ...)
{
    va_list rest;
    va_start(rest, option);
    void *value = va_arg(rest, void *);
    va_end(rest);
    if (option == SSLVERSION && !value)
        return be_old(curl);
    return real()(curl, option, value);
}

/* PHP loads its extensions with a scope of their own, which would leave this out. */
void *dlopen(const char *file, int flags)
{
    void *(*load)(const char *, int) = (void *(*)(const char *, int))dlsym(RTLD_NEXT, "dlopen");
    return load(file, flags & ~RTLD_DEEPBIND);
}

#pragma once
// `CurveKey` uses OpenSSL's functions for curves, which version 3 calls deprecated (docs/decisions/0004).
#define OPENSSL_SUPPRESS_DEPRECATED
#include <string.h>
#include <openssl/evp.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/param_build.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/provider.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// Swift imports neither variadic functions nor macros that call others, and an OSSL_PARAM holds bare pointers that must outlive
// the call: what needs either is wrapped here, and nothing else.

/// A keyed HMAC context, or NULL.
static inline EVP_MAC_CTX *bedrock_hmac_new(EVP_MAC *mac, const char *digest, const unsigned char *key, size_t key_count)
{
    OSSL_PARAM params[2] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)digest, 0),
        OSSL_PARAM_construct_end(),
    };
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
    if (context != NULL && EVP_MAC_init(context, key, key_count, params) == 1)
        return context;
    EVP_MAC_CTX_free(context);
    return NULL;
}

/// A new key pair of a type that has one curve.
static inline EVP_PKEY *bedrock_key_generate(const char *type) { return EVP_PKEY_Q_keygen(NULL, NULL, type); }

/// A key from its point (04 || x || y) and, unless NULL, its private number (big-endian), of a type that is named like its one curve. NULL where
/// they fit no key.
static inline EVP_PKEY *bedrock_key_import(const char *type, const unsigned char *point, size_t point_count, const unsigned char *secret,
                                           int secret_count)
{
    EVP_PKEY *key = NULL;
    BIGNUM *number = BN_secure_new();
    OSSL_PARAM *params = NULL;
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    int ready = builder != NULL && context != NULL && number != NULL
        && OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, type, 0)
        && OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, point_count)
        && (secret == NULL
            || (BN_bin2bn(secret, secret_count, number) != NULL
                && OSSL_PARAM_BLD_push_BN_pad(builder, OSSL_PKEY_PARAM_PRIV_KEY, number, (size_t)secret_count)));
    if (ready && (params = OSSL_PARAM_BLD_to_param(builder)) != NULL && EVP_PKEY_fromdata_init(context) == 1
        && EVP_PKEY_fromdata(context, &key, secret == NULL ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, params) != 1)
        key = NULL;
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(builder);
    BN_clear_free(number);
    EVP_PKEY_CTX_free(context);
    return key;
}

/// Begins a signature or its check. SM2 also hashes the signer's identifier (GB/T 32918.2, 5.5), which OpenSSL 3.0 takes only after
/// the beginning.
static inline int bedrock_signature_init(EVP_MD_CTX *context, EVP_PKEY *key, const char *digest, const char *signer, int signing)
{
    EVP_PKEY_CTX *inner = NULL;
    int answer = signing ? EVP_DigestSignInit_ex(context, &inner, digest, NULL, NULL, key, NULL)
                         : EVP_DigestVerifyInit_ex(context, &inner, digest, NULL, NULL, key, NULL);
    return answer == 1 ? EVP_PKEY_CTX_set1_id(inner, signer, (int)strlen(signer)) : answer;
}

/// Whom a client believes: the authorities in a PEM file, or the system's where there is none. NULL where the file cannot be read.
static inline SSL_CTX *bedrock_tls_trust(const char *authorities)
{
    SSL_CTX *trust = SSL_CTX_new(TLS_client_method());
    if (trust == NULL)
        return NULL;
    SSL_CTX_set_verify(trust, SSL_VERIFY_PEER, NULL);
    if (SSL_CTX_set_min_proto_version(trust, TLS1_2_VERSION) == 1
        && (authorities == NULL ? SSL_CTX_set_default_verify_paths(trust) : SSL_CTX_load_verify_file(trust, authorities)) == 1)
        return trust;
    SSL_CTX_free(trust);
    return NULL;
}

/// A client's end of a connection to a host that has to prove its name, or its address; what comes and goes lies in memory.
static inline SSL *bedrock_tls_client(SSL_CTX *trust, const char *host, int is_address)
{
    SSL *tls = SSL_new(trust);
    BIO *incoming = BIO_new(BIO_s_mem());
    BIO *outgoing = BIO_new(BIO_s_mem());
    if (tls != NULL && incoming != NULL && outgoing != NULL) {
        SSL_set_bio(tls, incoming, outgoing);
        SSL_set_hostflags(tls, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        int named = is_address ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), host)
                               : SSL_set1_host(tls, host) && SSL_set_tlsext_host_name(tls, host);
        SSL_set_connect_state(tls);
        if (named == 1)
            return tls;
    } else {
        BIO_free(incoming);
        BIO_free(outgoing);
    }
    SSL_free(tls);
    return NULL;
}

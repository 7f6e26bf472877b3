#pragma once
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/*
 * libcurl, taken up when the model is first asked: it brings some twenty-five other libraries, which would be a third of
 * what the program takes to start. Before a successful atende_curl_global_init none of the others may be called.
 */

/* CURLE_FAILED_INIT when the library is not there. Any thread may call it, any number of times. */
CURLcode atende_curl_global_init(void);

CURL *atende_curl_easy_init(void);
void atende_curl_easy_cleanup(CURL *handle);
struct curl_slist *atende_curl_slist_append(struct curl_slist *list, const char *line);
void atende_curl_slist_free_all(struct curl_slist *list);

CURLM *atende_curl_multi_init(void);
CURLMcode atende_curl_multi_cleanup(CURLM *multi);
CURLMcode atende_curl_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode atende_curl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode atende_curl_multi_perform(CURLM *multi, int *running);
CURLMcode atende_curl_multi_poll(CURLM *multi, int milliseconds);
CURLMcode atende_curl_multi_wakeup(CURLM *multi);
CURLMsg *atende_curl_multi_info_read(CURLM *multi, int *left);

/* `curl_easy_setopt` is variadic, which Swift cannot call: one function for each kind of argument. */
CURLcode atende_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode atende_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode atende_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode atende_curl_set_write(CURL *handle, curl_write_callback function);
CURLcode atende_curl_get_long(CURL *handle, CURLINFO information, long *value);
CURLcode atende_curl_get_string(CURL *handle, CURLINFO information, char **value);

/* Whatever a name resolves to, no socket is opened to another machine. */
CURLcode atende_curl_only_loopback(CURL *handle);
/* Whatever a name resolves to, no socket is opened to a public address. */
CURLcode atende_curl_only_private(CURL *handle);

/* Whether an address is 127.0.0.0/8 (also mapped into IPv6) or ::1. */
static inline int atende_is_loopback(const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    struct sockaddr_in four;
    memcpy(&four, address, sizeof four);
    return (ntohl(four.sin_addr.s_addr) >> 24) == 127;
  }
  if (address->sa_family == AF_INET6) {
    struct sockaddr_in6 six;
    memcpy(&six, address, sizeof six);
    return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) ||
           (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr) && six.sin6_addr.s6_addr[12] == 127);
  }
  return 0;
}

/* Whether an address is of this machine or of a private network (RFC 1918, RFC 4193), which no router passes on. */
static inline int atende_is_private(const struct sockaddr *address) {
  if (atende_is_loopback(address)) return 1;
  const uint8_t *bytes = NULL;
  struct sockaddr_in four;
  struct sockaddr_in6 six;
  if (address->sa_family == AF_INET) {
    memcpy(&four, address, sizeof four);
    bytes = (const uint8_t *)&four.sin_addr;
  } else if (address->sa_family == AF_INET6) {
    memcpy(&six, address, sizeof six);
    if (!IN6_IS_ADDR_V4MAPPED(&six.sin6_addr)) return (six.sin6_addr.s6_addr[0] & 0xfe) == 0xfc;
    bytes = six.sin6_addr.s6_addr + 12;
  }
  if (bytes == NULL) return 0;
  return bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xf0) == 16) ||
         (bytes[0] == 192 && bytes[1] == 168);
}

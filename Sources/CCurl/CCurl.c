#define _GNU_SOURCE
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo

/* The type of each is that of the header, so that a change of libcurl's interface does not compile. */
#define FUNCTIONS(each) \
  each(curl_global_init) each(curl_easy_init) each(curl_easy_cleanup) each(curl_easy_setopt) \
  each(curl_easy_getinfo) each(curl_slist_append) each(curl_slist_free_all) \
  each(curl_multi_init) each(curl_multi_cleanup) each(curl_multi_add_handle) \
  each(curl_multi_remove_handle) each(curl_multi_perform) each(curl_multi_poll) \
  each(curl_multi_wakeup) each(curl_multi_info_read)

#define MEMBER(name) __typeof__(&name) name;
static struct { FUNCTIONS(MEMBER) } curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static CURLcode readiness = CURLE_FAILED_INIT;

static void take_up(void) {
  /* The name that the interface is known by since 2006; what is built against it is named so. */
  void *library = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL) return;
#define TAKE(name) \
  curl.name = (__typeof__(&name))dlsym(library, #name); \
  if (curl.name == NULL) return;
  FUNCTIONS(TAKE)
  readiness = curl.curl_global_init(CURL_GLOBAL_DEFAULT);
}

CURLcode atende_curl_global_init(void) {
  pthread_once(&once, take_up);
  return readiness;
}

CURL *atende_curl_easy_init(void) { return curl.curl_easy_init(); }
void atende_curl_easy_cleanup(CURL *handle) { curl.curl_easy_cleanup(handle); }

struct curl_slist *atende_curl_slist_append(struct curl_slist *list, const char *line) {
  return curl.curl_slist_append(list, line);
}

void atende_curl_slist_free_all(struct curl_slist *list) { curl.curl_slist_free_all(list); }

CURLM *atende_curl_multi_init(void) { return curl.curl_multi_init(); }
CURLMcode atende_curl_multi_cleanup(CURLM *multi) { return curl.curl_multi_cleanup(multi); }

CURLMcode atende_curl_multi_add_handle(CURLM *multi, CURL *handle) {
  return curl.curl_multi_add_handle(multi, handle);
}

CURLMcode atende_curl_multi_remove_handle(CURLM *multi, CURL *handle) {
  return curl.curl_multi_remove_handle(multi, handle);
}

CURLMcode atende_curl_multi_perform(CURLM *multi, int *running) {
  return curl.curl_multi_perform(multi, running);
}

CURLMcode atende_curl_multi_poll(CURLM *multi, int milliseconds) {
  return curl.curl_multi_poll(multi, NULL, 0, milliseconds, NULL);
}

CURLMcode atende_curl_multi_wakeup(CURLM *multi) { return curl.curl_multi_wakeup(multi); }

CURLMsg *atende_curl_multi_info_read(CURLM *multi, int *left) {
  return curl.curl_multi_info_read(multi, left);
}

CURLcode atende_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl.curl_easy_setopt(handle, option, value);
}

CURLcode atende_curl_set_string(CURL *handle, CURLoption option, const char *value) {
  return curl.curl_easy_setopt(handle, option, value);
}

CURLcode atende_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl.curl_easy_setopt(handle, option, value);
}

CURLcode atende_curl_set_write(CURL *handle, curl_write_callback function) {
  return curl.curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
}

CURLcode atende_curl_get_long(CURL *handle, CURLINFO information, long *value) {
  return curl.curl_easy_getinfo(handle, information, value);
}

CURLcode atende_curl_get_string(CURL *handle, CURLINFO information, char **value) {
  return curl.curl_easy_getinfo(handle, information, value);
}

static curl_socket_t open_loopback(
    void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  (void)context;
  (void)purpose;
  if (!atende_is_loopback(&address->addr)) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static curl_socket_t open_private(
    void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  (void)context;
  (void)purpose;
  if (!atende_is_private(&address->addr)) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

CURLcode atende_curl_only_loopback(CURL *handle) {
  return curl.curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_loopback);
}

CURLcode atende_curl_only_private(CURL *handle) {
  return curl.curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_private);
}

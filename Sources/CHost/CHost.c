#define _GNU_SOURCE
#include "CHost.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fscrypt.h>
#include <malloc.h>
#include <stdio.h>
#include <sys/auxv.h>
#include <sys/fsuid.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

bool atende_is_privileged(void) { return getauxval(AT_SECURE) != 0; }

bool atende_refuse_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0; }

bool atende_share_heaps(int most) { return mallopt(M_ARENA_MAX, most) == 1; }

bool atende_is_encrypted_folder(const char *path) {
  const int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  struct fscrypt_get_policy_ex_arg policy = {.policy_size = sizeof policy.policy};
  const bool is_encrypted = ioctl(folder, FS_IOC_GET_ENCRYPTION_POLICY_EX, &policy) == 0;
  close(folder);
  return is_encrypted;
}

int atende_open_as_user(const char *path, int flags, mode_t mode) {
  setfsgid(getgid());
  const int descriptor = open(path, flags, mode);
  const int reason = errno;
  setfsgid(getegid());
  errno = reason;
  return descriptor;
}

int atende_open_nameless_as_user(int folder) {
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", folder);
  return atende_open_as_user(path, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

int atende_open_folder_as_user(const char *path) {
  const int folder = atende_open_as_user(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  return folder >= 0 || errno != EACCES ? folder : atende_open_as_user(path, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
}

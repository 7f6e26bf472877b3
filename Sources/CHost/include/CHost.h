#pragma once
#include <stdbool.h>
#include <sys/types.h>

/// Whether the program was given more than its user has (setuid, setgid, file capabilities): AT_SECURE of getauxval(3).
bool atende_is_privileged(void);

/// Keeps other processes of the same user from reading this one's memory: PR_SET_DUMPABLE of prctl(2).
bool atende_refuse_dumps(void);

/// Lets all threads allocate from `most` heaps, where each would be given its own: M_ARENA_MAX of mallopt(3).
bool atende_share_heaps(int most);

/// Whether the kernel encrypts what lies in a folder by itself (fscrypt): FS_IOC_GET_ENCRYPTION_POLICY of ioctl(2).
bool atende_is_encrypted_folder(const char *path);

/// Opens a file with the rights of whoever runs the program, not with those of the program's own group: open(2) under
/// setfsgid(2), which concerns this thread alone.
int atende_open_as_user(const char *path, int flags, mode_t mode);

/// Makes a file in an open folder that has no name yet, with the rights of whoever runs the program: O_TMPFILE of open(2).
int atende_open_nameless_as_user(int folder);

/// Opens a folder with the rights of whoever runs the program; one that may not be listed only as a place (O_PATH).
int atende_open_folder_as_user(const char *path);

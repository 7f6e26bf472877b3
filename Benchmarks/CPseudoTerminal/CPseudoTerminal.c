#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/pidfd.h>
#include <unistd.h>

pid_t bench_spawn(char *const arguments[], char *const environment[], int *terminal) {
  struct winsize size = {.ws_row = 24, .ws_col = 80};
  const pid_t process = forkpty(terminal, NULL, NULL, &size);
  if (process == 0) {
    execve(arguments[0], arguments, environment);
    _exit(127);
  }
  if (process > 0) fcntl(*terminal, F_SETFD, FD_CLOEXEC);
  return process;
}

int bench_watch(pid_t process) { return pidfd_open(process, 0); }

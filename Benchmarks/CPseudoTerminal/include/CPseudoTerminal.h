#pragma once
#include <sys/types.h>

/// Starts a program on a pseudo-terminal of its own, of 24 rows and 80 columns.
///
/// Returns the process and puts the other end of its terminal into `terminal`; -1 with errno set on failure.
pid_t bench_spawn(char *const arguments[], char *const environment[], int *terminal);

/// A descriptor that becomes readable when the process has ended; -1 on failure.
int bench_watch(pid_t process);

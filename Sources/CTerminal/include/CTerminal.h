#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

/*
 What ncurses and signals need of C: attribute masks that are macros with casts, a pipe that wakes the main thread,
 signals that do nothing but write their number into it, and the restoring of a terminal after a trap.
 */

/// Masks of curses(3X) that Swift cannot import.
uint32_t atende_attribute_bold(void);
uint32_t atende_attribute_dim(void);
uint32_t atende_attribute_reverse(void);
uint32_t atende_attribute_underline(void);

/// Columns of a scalar by wcwidth(3), which ncurses goes by: -1 for what is not printable under the locale.
int atende_width(uint32_t scalar);

/// Memory that is written and read as a file, closed on exec, of no name anybody could open; -1 where there is none.
int atende_memory_file(void);

/// Makes the pipe, both ends non-blocking and closed on exec. Returns the end to poll, or -1 with errno set.
int atende_wake_open(void);

/// Writes one byte into the pipe: 0 for a wake-up, else a signal's number. Async-signal-safe, from any thread.
void atende_wake(uint8_t byte);

/// Takes one byte from the pipe, and after the last the signals that found it full; -1 when there is nothing.
int atende_wake_read(void);

void atende_wake_close(void);

/// Routes SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP and SIGCONT into the pipe, and ignores SIGPIPE.
/// False with errno set on failure.
bool atende_signals_route(void);

/// Gives those signals back what they did before, but for SIGINT, which stays ignored: the program is about to end.
void atende_signals_restore(void);

/// Prepares for SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE and SIGABRT.
///
/// On one of them `bytes` (copied, at most 512) are written to `terminal`, its settings become `settings`, descriptor 2
/// becomes `standard_error` again, and the signal is raised anew for whoever handled it before.
bool atende_crash_prepare(
    int terminal, const struct termios *settings, int standard_error, const char *bytes, size_t count);

/// Gives the calling thread a stack for those handlers, as long as it lives: on a stack that overflowed none can run.
/// False when there is no memory for it.
bool atende_crash_stack(void);

/// Puts the earlier handlers back.
void atende_crash_forget(void);

/// Stops this process as Ctrl-Z would, and returns when it is continued.
void atende_stop(void);

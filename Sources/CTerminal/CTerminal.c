#define _GNU_SOURCE
#include "CTerminal.h"

#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

uint32_t atende_attribute_bold(void) { return (uint32_t)A_BOLD; }
uint32_t atende_attribute_dim(void) { return (uint32_t)A_DIM; }
uint32_t atende_attribute_reverse(void) { return (uint32_t)A_REVERSE; }
uint32_t atende_attribute_underline(void) { return (uint32_t)A_UNDERLINE; }

int atende_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

int atende_memory_file(void) { return memfd_create("atende", MFD_CLOEXEC); }

/* The wake pipe. */

/* Atomic, since a task may still post while the main thread closes them. */
static _Atomic int wake_ends[2] = {-1, -1};

int atende_wake_open(void) {
  if (wake_ends[0] < 0) {
    int ends[2];
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
    wake_ends[0] = ends[0];
    wake_ends[1] = ends[1];
  }
  return wake_ends[0];
}

/* Signals, a bit each, that found the pipe full. */
static _Atomic uint32_t wake_missed;

void atende_wake(uint8_t byte) {
  const int saved = errno;
  /* A full pipe already holds a wake-up, but not which signal came. */
  if (write(wake_ends[1], &byte, 1) != 1 && byte > 0 && byte < 32) wake_missed |= UINT32_C(1) << byte;
  errno = saved;
}

int atende_wake_read(void) {
  uint8_t byte;
  if (read(wake_ends[0], &byte, 1) == 1) return byte;
  for (byte = 1; byte < 32 && wake_missed != 0; byte++) {
    const uint32_t bit = UINT32_C(1) << byte;
    if (atomic_fetch_and(&wake_missed, ~bit) & bit) return byte;
  }
  return -1;
}

void atende_wake_close(void) {
  for (int end = 0; end < 2; end++) {
    const int descriptor = wake_ends[end];
    wake_ends[end] = -1;
    if (descriptor >= 0) close(descriptor);
  }
  wake_missed = 0;
}

/* Signals that become messages. */

static const int routed[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
enum { ROUTED = sizeof routed / sizeof routed[0] };
static struct sigaction routed_before[ROUTED];
static struct sigaction pipe_before;
static bool is_routed;

static void route(int number) { atende_wake((uint8_t)number); }

bool atende_signals_route(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = route;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < ROUTED; index++) {
    if (sigaction(routed[index], &action, &routed_before[index]) != 0) return false;
  }
  action.sa_handler = SIG_IGN;
  is_routed = sigaction(SIGPIPE, &action, &pipe_before) == 0;
  return is_routed;
}

void atende_signals_restore(void) {
  if (!is_routed) return;
  for (int index = 0; index < ROUTED; index++) {
    /* The terminal makes signals of keys again, and one meant for the screens may still be on its way. */
    if (routed[index] == SIGINT) signal(SIGINT, SIG_IGN);
    else sigaction(routed[index], &routed_before[index], NULL);
  }
  sigaction(SIGPIPE, &pipe_before, NULL);
  is_routed = false;
}

void atende_stop(void) {
  /* The terminal's whole foreground group stops, as when its driver sees Ctrl-Z. */
  struct sigaction standard, before;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigemptyset(&standard.sa_mask);
  if (sigaction(SIGTSTP, &standard, &before) != 0) return;
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
}

/* Traps: the terminal first, then whoever handled them before. */

static const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { FATAL = sizeof fatal / sizeof fatal[0] };
static struct sigaction fatal_before[FATAL];
static struct termios crash_settings;
static char crash_bytes[512];
static size_t crash_count;
static int crash_terminal = -1;
static int crash_standard_error = -1;
static bool is_prepared;
static char crash_stack[65536];

static void crash(int number) {
  if (crash_terminal >= 0) {
    ssize_t written = write(crash_terminal, crash_bytes, crash_count);
    (void)written;
    tcsetattr(crash_terminal, TCSANOW, &crash_settings);
  }
  if (crash_standard_error >= 0) dup2(crash_standard_error, STDERR_FILENO);
  for (int index = 0; index < FATAL; index++) sigaction(fatal[index], &fatal_before[index], NULL);
  raise(number);
}

bool atende_crash_prepare(
    int terminal, const struct termios *settings, int standard_error, const char *bytes, size_t count) {
  crash_terminal = terminal;
  crash_settings = *settings;
  crash_standard_error = standard_error;
  crash_count = count < sizeof crash_bytes ? count : sizeof crash_bytes;
  memcpy(crash_bytes, bytes, crash_count);

  /* A stack of its own, since the trap may be an overflow of the other. */
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = crash;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  if (sigaltstack(&stack, NULL) != 0) return false;
  for (int index = 0; index < FATAL; index++) {
    if (sigaction(fatal[index], &action, &fatal_before[index]) != 0) return false;
  }
  is_prepared = true;
  return true;
}

static pthread_key_t own_stack;
static pthread_once_t own_stack_once = PTHREAD_ONCE_INIT;
static bool has_own_stacks;

static void free_own_stack(void *memory) {
  const stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  free(memory);
}

static void prepare_own_stacks(void) { has_own_stacks = pthread_key_create(&own_stack, free_own_stack) == 0; }

bool atende_crash_stack(void) {
  stack_t stack;
  /* A sanitizer gives its threads one, and takes it back itself. */
  if (sigaltstack(NULL, &stack) != 0) return false;
  if (!(stack.ss_flags & SS_DISABLE)) return true;
  if (pthread_once(&own_stack_once, prepare_own_stacks) != 0 || !has_own_stacks) return false;
  void *memory = malloc(sizeof crash_stack);
  if (memory == NULL) return false;
  stack = (stack_t){.ss_sp = memory, .ss_size = sizeof crash_stack};
  if (pthread_setspecific(own_stack, memory) != 0 || sigaltstack(&stack, NULL) != 0) {
    pthread_setspecific(own_stack, NULL);
    free(memory);
    return false;
  }
  return true;
}

void atende_crash_forget(void) {
  if (!is_prepared) return;
  for (int index = 0; index < FATAL; index++) sigaction(fatal[index], &fatal_before[index], NULL);
  crash_terminal = -1;
  is_prepared = false;
}

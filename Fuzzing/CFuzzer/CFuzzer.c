#include "CFuzzer.h"

#include <stdlib.h>

/* The sanitizer brings a main() of its own, which asks for this; the program's own main is the one that runs. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  (void)data;
  (void)size;
  abort();
}

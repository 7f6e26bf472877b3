#include "CData.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define EMBEDDED(name)                                            \
  const unsigned char *atende_data_##name(size_t *count) {        \
    *count = sizeof name;                                         \
    return name;                                                  \
  }

static const unsigned char reasons[] = {
#embed "../../data/motivos.csv"
};
EMBEDDED(reasons)

static const unsigned char extraction_prompt[] = {
#embed "../../data/prompts/extracao-v1.txt"
};
EMBEDDED(extraction_prompt)

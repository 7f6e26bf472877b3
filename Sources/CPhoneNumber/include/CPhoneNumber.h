#pragma once
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What libphonenumber says of a number. The values are ours, so that its enums never reach Swift.
typedef enum {
  ATENDE_PHONE_UNKNOWN = 0,
  ATENDE_PHONE_LANDLINE = 1,
  ATENDE_PHONE_MOBILE = 2,
  ATENDE_PHONE_TOLL_FREE = 3,
  ATENDE_PHONE_OTHER = 4,
} atende_phone_kind;

typedef struct {
  bool valid;
  atende_phone_kind kind;
  /// The calling code of the country, 55 for Brazil.
  int country;
  /// E.164 with its plus sign, at most 15 digits, ended by a zero byte.
  char e164[32];
} atende_phone;

/// Reads `text` (UTF-8, `count` bytes) as a number dialled from `region` (ISO 3166, such as "BR").
///
/// Returns false, and leaves `result` empty, when it is no number at all. Never throws across the border.
bool atende_phone_parse(const char *text, size_t count, const char *region, atende_phone *result);

/// What a number is whose country and digits are already known: a tenth of the time of reading a text.
///
/// Valid numbers are those of any kind but `ATENDE_PHONE_UNKNOWN`. Never throws across the border.
atende_phone_kind atende_phone_of_country(int country, unsigned long long national);

#ifdef __cplusplus
}
#endif

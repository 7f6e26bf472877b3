#include "CPhoneNumber.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include <cstring>
#include <string>

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/// The library's one instance, told not to write the numbers it cannot read to standard output.
PhoneNumberUtil *library() {
  static PhoneNumberUtil *instance = [] {
    PhoneNumberUtil *made = PhoneNumberUtil::GetInstance();
    made->SetLogger(new NullLogger());
    return made;
  }();
  return instance;
}

atende_phone_kind kind_of(PhoneNumberUtil::PhoneNumberType type) {
  switch (type) {
  case PhoneNumberUtil::FIXED_LINE:
    return ATENDE_PHONE_LANDLINE;
  case PhoneNumberUtil::MOBILE:
  case PhoneNumberUtil::FIXED_LINE_OR_MOBILE:
    return ATENDE_PHONE_MOBILE;
  case PhoneNumberUtil::TOLL_FREE:
    return ATENDE_PHONE_TOLL_FREE;
  case PhoneNumberUtil::UNKNOWN:
    return ATENDE_PHONE_UNKNOWN;
  default:
    return ATENDE_PHONE_OTHER;
  }
}

void copy(const std::string &from, char *to, size_t room) {
  const size_t count = from.size() < room - 1 ? from.size() : room - 1;
  std::memcpy(to, from.data(), count);
  to[count] = 0;
}

}  // namespace

bool atende_phone_parse(const char *text, size_t count, const char *region, atende_phone *result) {
  std::memset(result, 0, sizeof *result);
  try {
    PhoneNumber number;
    const auto error = library()->Parse(std::string(text, count), region, &number);
    if (error != PhoneNumberUtil::NO_PARSING_ERROR) return false;
    std::string written;
    result->valid = library()->IsValidNumber(number);
    result->kind = kind_of(library()->GetNumberType(number));
    result->country = number.country_code();
    library()->Format(number, PhoneNumberUtil::E164, &written);
    copy(written, result->e164, sizeof result->e164);
    return true;
  } catch (...) {
    std::memset(result, 0, sizeof *result);
    return false;
  }
}

atende_phone_kind atende_phone_of_country(int country, unsigned long long national) {
  try {
    PhoneNumber number;
    number.set_country_code(country);
    number.set_national_number(national);
    return kind_of(library()->GetNumberType(number));
  } catch (...) {
    return ATENDE_PHONE_UNKNOWN;
  }
}

#pragma once
#include <stddef.h>

/* The files of data/ that the program needs at run time, inside the binary: it works from any folder. */

/// Bytes of an embedded file, and their number in `count`. They live as long as the program.
const unsigned char *atende_data_reasons(size_t *count);
const unsigned char *atende_data_extraction_prompt(size_t *count);
const unsigned char *atende_data_municipalities(size_t *count);
const unsigned char *atende_data_area_codes(size_t *count);
const unsigned char *atende_data_given_names(size_t *count);
const unsigned char *atende_data_surnames(size_t *count);
const unsigned char *atende_data_masking(size_t *count);
const unsigned char *atende_data_common_passwords(size_t *count);
const unsigned char *atende_data_outcomes(size_t *count);
const unsigned char *atende_data_referrals(size_t *count);
const unsigned char *atende_data_data_catalogue(size_t *count);
const unsigned char *atende_data_rights(size_t *count);
const unsigned char *atende_data_request_steps(size_t *count);
const unsigned char *atende_data_identity_checks(size_t *count);
const unsigned char *atende_data_refusals(size_t *count);
const unsigned char *atende_data_holidays(size_t *count);
const unsigned char *atende_data_legal_deadlines(size_t *count);
const unsigned char *atende_data_legal_bases(size_t *count);
const unsigned char *atende_data_purposes(size_t *count);
const unsigned char *atende_data_letters(size_t *count);
const unsigned char *atende_data_column_labels(size_t *count);
const unsigned char *atende_data_measures(size_t *count);

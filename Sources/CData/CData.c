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
#embed "../../data/prompts/extracao-v2.txt"
};
EMBEDDED(extraction_prompt)

static const unsigned char municipalities[] = {
#embed "../../data/municipios.csv"
};
EMBEDDED(municipalities)

static const unsigned char area_codes[] = {
#embed "../../data/ddds.csv"
};
EMBEDDED(area_codes)

static const unsigned char given_names[] = {
#embed "../../data/nomes.txt"
};
EMBEDDED(given_names)

static const unsigned char surnames[] = {
#embed "../../data/sobrenomes.txt"
};
EMBEDDED(surnames)

static const unsigned char masking[] = {
#embed "../../data/mascaramento/palavras.txt"
};
EMBEDDED(masking)

static const unsigned char common_passwords[] = {
#embed "../../data/senhas-comuns.txt"
};
EMBEDDED(common_passwords)

static const unsigned char outcomes[] = {
#embed "../../data/desfechos.csv"
};
EMBEDDED(outcomes)

static const unsigned char referrals[] = {
#embed "../../data/encaminhamentos.csv"
};
EMBEDDED(referrals)

static const unsigned char data_catalogue[] = {
#embed "../../data/lgpd/catalogo.csv"
};
EMBEDDED(data_catalogue)

static const unsigned char rights[] = {
#embed "../../data/lgpd/direitos.csv"
};
EMBEDDED(rights)

static const unsigned char request_steps[] = {
#embed "../../data/lgpd/passos.csv"
};
EMBEDDED(request_steps)

static const unsigned char identity_checks[] = {
#embed "../../data/lgpd/identidade.csv"
};
EMBEDDED(identity_checks)

static const unsigned char refusals[] = {
#embed "../../data/lgpd/recusas.csv"
};
EMBEDDED(refusals)

static const unsigned char holidays[] = {
#embed "../../data/lgpd/feriados.csv"
};
EMBEDDED(holidays)

static const unsigned char legal_deadlines[] = {
#embed "../../data/lgpd/prazos.csv"
};
EMBEDDED(legal_deadlines)

static const unsigned char legal_bases[] = {
#embed "../../data/lgpd/bases.csv"
};
EMBEDDED(legal_bases)

static const unsigned char purposes[] = {
#embed "../../data/lgpd/finalidades.csv"
};
EMBEDDED(purposes)

static const unsigned char letters[] = {
#embed "../../data/lgpd/cartas.txt"
};
EMBEDDED(letters)

static const unsigned char column_labels[] = {
#embed "../../data/lgpd/rotulos.csv"
};
EMBEDDED(column_labels)

static const unsigned char measures[] = {
#embed "../../data/lgpd/medidas.csv"
};
EMBEDDED(measures)

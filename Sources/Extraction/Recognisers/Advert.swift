/// Advertising that strays into the desk's inbox: whoever sends it makes no request, and leaves no data of a caller.
struct Advert: Sendable {
  let isOne: Bool

  init(_ view: NoteView) {
    guard !view.tokens.contains(where: { Self.requests.contains($0.hash) })
    else {
      isOne = false
      return
    }
    var calls = 0
    var baits = 0
    var index = 0
    while index < view.tokens.count {
      guard let match = Self.table.longest(in: view, at: index), let kind = match.meanings.first
      else {
        index += 1
        continue
      }
      if kind == .call { calls += 1 } else { baits += 1 }
      index = match.end
    }
    isOne = calls > 0 && baits > 0 || calls > 2
  }

  private enum Kind: Sendable { case call, bait }

  /// What only people who want something, or those who note it down, write.
  private static let requests: WordSet = [
    "cliente", "cli", "solicitante", "paciente", "pcte", "sra", "sr", "pede", "pediu", "quer",
    "solicita", "reclama", "relata", "ligou", "requer", "informa", "gostaria", "queria", "quero",
    "preciso", "eu", "meu", "minha", "sou", "estou", "moro", "tenho", "comigo", "denuncia",
    "denunciar", "golpe", "fraude", "recebi", "cai", "caiu",
  ]

  private static let table = PhraseTable<Kind>([
    (
      .call,
      [
        "ganhe", "clique", "cadastre", "cadastre se", "acesse", "aproveite", "invista", "aposte",
        "responda sim", "digite sair", "para nao receber mais", "garanta", "garanta ja",
        "voce foi selecionado", "voce foi selecionada", "voce foi sorteado", "voce ganhou",
        "voce foi escolhido", "trabalhe em casa", "compre", "nao perca", "lucre", "fature",
        "colocamos", "fale com nosso consultor", "fale com a nossa equipe", "chame agora",
        "chame no", "chame ja", "peca ja", "peca o seu", "contrate", "use o cupom", "deposite",
        "resgate", "envie cpf", "simule", "solicite ja", "venha conferir", "inscreva se ja",
        "confira", "baixe o app", "compartilhe",
      ]
    ),
    (
      .bait,
      [
        "gratis", "giros", "cupom", "promocao", "imperdivel", "oferta", "ofertas", "desconto",
        "descontos", "renda extra", "lucro", "lucros", "cripto", "criptomoeda*", "bitcoin",
        "garantido", "garantidos", "dinheiro na hora", "emprestimo na hora", "emprestimo",
        "negativado", "negativados", "sem consulta", "spc", "parabens", "premio", "premios",
        "sorteio", "bet", "cassino", "aposta", "apostas", "trabalhar em casa", "por apenas",
        "ganhando r$", "nas buscas", "seguidores", "vagas limitadas", "ultimas vagas",
        "ultimas unidades", "frete gratis", "juros baixos", "juro zero", "credito aprovado",
        "limite aprovado", "liberado", "liberada", "sem compromisso", "black friday", "off",
        "milhas", "cashback", "consorcio", "emagreca", "emagrecer", "retorno garantido",
      ]
    ),
  ])
}
